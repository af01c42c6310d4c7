import type { Claim } from '../claims/claim.ts';
import { claimOutcome } from '../claims/claim-outcome.ts';
import { type Outcome, type Tier, tiers, type Verdict } from '../claims/verdict.ts';
import type { Profile } from '../pipeline/experiment.ts';
import { type Finding, type Stated, severities } from '../record/finding.ts';
import { claimView } from './claim-view.ts';
import type { ExperimentOutcome } from './experiment-outcome.ts';
import { experimentView } from './experiment-view.ts';
import type { Digest } from './family.ts';
import { familyFindings } from './family-findings.ts';
import { foldedFiles } from './folded-files.ts';
import { type Foretold, foretellingView } from './foretelling.ts';
import { formatNumber } from './format-number.ts';
import { headlineOf } from './headline.ts';
import { keyFigures } from './key-figures.ts';
import { notesOfRun } from './notes-of-run.ts';
import type { GoldenView, ProvenanceView, RecordFindingView, ReportView } from './view-model.ts';

export interface ReportSource {
  readonly profile: Profile;
  readonly paper: ReportView['paper'];
  readonly claims: readonly Claim[];
  readonly digest: Digest;
  readonly verdicts: readonly Verdict[];
  readonly experiments: readonly ExperimentOutcome[];
  readonly foretold?: Foretold | undefined;
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
  const { profile, paper, claims, digest, verdicts, experiments, findings, golden, provenance } = source;
  const familyOf = (id: string) => digest.families.find((family) => family.claims.includes(id))?.title ?? '';
  const statisticsOf = (id: string) =>
    experiments.find(({ experiment }) => experiment.id === id)?.statistics ?? [];
  return {
    title: `Reproduction of "${paper.title}"`,
    paper,
    profile: { id: profile.id, title: profile.title, description: profile.description },
    headline: headlineOf(claims.length, verdicts, profile.caveat),
    notes: notesOfRun(experiments, profile),
    keyFigures: keyFigures(digest.keyFigures, statisticsOf),
    families: familyFindings(digest.families, verdicts, profile.tier, statisticsOf),
    counts: tiers.map((tier) => countsOf(tier, claims, verdicts)),
    claims: claims.map((claim) => claimView(claim, verdicts, familyOf(claim.id), profile.tier)),
    ...(source.foretold && { foretelling: foretellingView(source.foretold, claims, verdicts) }),
    experiments: experiments.map((outcome) =>
      experimentView(
        outcome,
        claimsOn(outcome.experiment.id, claims),
        source.replayOf(outcome.experiment.id),
      ),
    ),
    record: worstFirst(findings).map(findingView),
    golden,
    provenance: { ...provenance, data: foldedFiles(provenance.data) },
  };
}

function countsOf(
  tier: Tier,
  claims: readonly Claim[],
  verdicts: readonly Verdict[],
): ReportView['counts'][number] {
  const own = verdicts.filter((verdict) => verdict.tier === tier);
  const whole = claims.map(({ id }) => claimOutcome(own.filter(({ claim }) => claim === id)).outcome);
  const count = (outcome: Outcome) => ({
    claims: whole.filter((each) => each === outcome).length,
    parts: own.filter((verdict) => verdict.outcome === outcome).length,
  });
  return {
    tier,
    outcomes: Object.fromEntries(outcomes.map((outcome) => [outcome, count(outcome)])) as Record<
      Outcome,
      ReturnType<typeof count>
    >,
  };
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
