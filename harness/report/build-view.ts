import type { Claim } from '../claims/claim.ts';
import { type CriterionResult, type Outcome, tiers, type Verdict } from '../claims/verdict.ts';
import type { Profile } from '../pipeline/experiment.ts';
import { type Finding, type Stated, severities } from '../record/finding.ts';
import type { ExperimentOutcome } from './experiment-outcome.ts';
import { experimentView } from './experiment-view.ts';
import type { Family } from './family.ts';
import { familyFindings } from './family-findings.ts';
import { formatEstimate, formatNumber } from './format-number.ts';
import { summaryOf } from './summary.ts';
import type { ClaimView, GoldenView, ProvenanceView, RecordFindingView, ReportView } from './view-model.ts';

export interface ReportSource {
  readonly profile: Profile;
  readonly paper: ReportView['paper'];
  readonly claims: readonly Claim[];
  readonly families: readonly Family[];
  readonly verdicts: readonly Verdict[];
  readonly experiments: readonly ExperimentOutcome[];
  readonly findings: readonly Finding[];
  readonly golden: GoldenView;
  /** The command that runs an experiment again. */
  readonly replayOf: (experiment: string) => string;
  readonly provenance: ProvenanceView;
}

const outcomes: readonly Outcome[] = [
  'reproduced',
  'not reproduced',
  'inconclusive',
  'inconsistent',
  'untestable',
];

/** What the report shows of a run. */
export function buildView(source: ReportSource): ReportView {
  const { profile, paper, claims, verdicts, experiments, findings, golden, provenance } = source;
  const claimViews = claims.map((claim) => claimView(claim, verdicts));
  return {
    title: `Reproduction of "${paper.title}"`,
    paper,
    profile: { id: profile.id, title: profile.title, description: profile.description },
    summary: summaryOf(verdicts, experiments, profile),
    families: familyFindings(source.families, verdicts, profile.tier, experiments),
    counts: tiers.map((tier) => ({
      tier,
      outcomes: Object.fromEntries(
        outcomes.map((outcome) => [
          outcome,
          verdicts.filter((verdict) => verdict.tier === tier && verdict.outcome === outcome).length,
        ]),
      ) as Record<Outcome, number>,
    })),
    claims: claimViews,
    experiments: experiments.map((outcome) =>
      experimentView(
        outcome,
        claimsOn(outcome.experiment.id, claims),
        source.replayOf(outcome.experiment.id),
      ),
    ),
    record: worstFirst(findings).map(findingView),
    golden,
    provenance,
  };
}

function claimView(claim: Claim, verdicts: readonly Verdict[]): ClaimView {
  const { id, statement, place, printed, experiment } = claim;
  const own = verdicts.filter((verdict) => verdict.claim === id);
  return {
    id,
    statement,
    place,
    printed,
    experiment,
    verdicts: own.map((verdict) => ({
      ...verdict,
      measured: verdict.tier === 'record' ? checksOf(verdict) : mostTelling(verdict),
    })),
  };
}

function checksOf({ criteria, outcome }: Verdict): string {
  if (outcome === 'untestable') return '';
  const agree = criteria.filter(({ outcome }) => outcome === 'reproduced').length;
  return `${agree} of ${criteria.length} checks of printed figures agree`;
}

/** The comparisons that decided, the first few: all of them stand where the claim is opened. */
function mostTelling({ criteria, outcome }: Verdict): string {
  const decisive = criteria.filter((criterion) => criterion.outcome === outcome && criterion.observed);
  const shown = decisive.slice(0, 3).map(measured);
  const more = criteria.length - shown.length;
  return more > 0 && shown.length > 0
    ? `${shown.join('; ')}; ${more} more comparison${more > 1 ? 's' : ''} below`
    : shown.join('; ');
}

function measured({ observed, unit, group, label }: CriterionResult): string {
  if (!observed) return '';
  return `${label}${group && ` (${group})`}: ${formatEstimate(observed, unit)}`;
}

function claimsOn(experiment: string, claims: readonly Claim[]): readonly string[] {
  return claims
    .filter((claim) =>
      claim.parts.some((part) => part.checks.some((check) => check.experiment === experiment)),
    )
    .map((claim) => claim.id);
}

function worstFirst(findings: readonly Finding[]): readonly Finding[] {
  const rank = ({ severity }: Finding) => severities.indexOf(severity);
  return [...findings].sort((a, b) => rank(a) - rank(b));
}

function findingView(finding: Finding): RecordFindingView {
  const { id, claim, related, severity, statement, place } = finding;
  const { printed, recomputed, derivation, resolution } = finding;
  const line = place.line === undefined ? '' : `, line ${place.line} of its text`;
  return {
    id,
    claim: claim ?? '',
    related,
    severity,
    statement,
    place: `${place.label}${place.source === 'paper' ? '' : ` (${place.source})`}${line}`,
    printed: printed.map(stated).join('; '),
    recomputed: recomputed.map(stated).join('; '),
    derivation,
    resolution,
  };
}

function stated({ label, printed, low, high }: Stated): string {
  if (printed !== undefined) return `${label}: ${printed}`;
  const ends = [low, high].map((end, i) => (end === null ? ['-infinity', 'infinity'][i] : formatNumber(end)));
  return `${label}: ${ends[0] === ends[1] ? ends[0] : ends.join(' to ')}`;
}
