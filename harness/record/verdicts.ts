import type { CriterionResult, Outcome, Verdict } from '../claims/verdict.ts';
import type { Finding, Severity, Stated } from './finding.ts';
import { outcomeOf } from './record-outcome.ts';

/** The findings that decide each claim, by claim id. */
function findingsByClaim(findings: readonly Finding[]): ReadonlyMap<string, readonly Finding[]> {
  const byClaim = new Map<string, Finding[]>();
  for (const finding of findings) {
    if (finding.claim === undefined) continue;
    const others = byClaim.get(finding.claim);
    if (others) others.push(finding);
    else byClaim.set(finding.claim, [finding]);
  }
  return byClaim;
}

/**
 * The record-tier verdict of every claim that some finding decides.
 *
 * The worst finding decides: one `inconsistent` makes the claim inconsistent, one `suspicious` inconclusive; a claim
 * is reproduced when all its findings are consistent, untestable when none could be checked, and inconclusive when
 * some could and some could not, since missing evidence is never a pass.
 * @param replay the command that repeats the audit
 */
export function recordVerdicts(findings: readonly Finding[], replay: string): readonly Verdict[] {
  return [...findingsByClaim(findings)].map(([claim, decisive]): Verdict => {
    const outcome = outcomeOf(decisive.map(({ severity }) => severity));
    const { reason, by } = explain(outcome, decisive);
    return {
      claim,
      part: '',
      tier: 'record',
      outcome,
      reason,
      experiment: `audit record: ${by}`,
      criteria: decisive.map(criterion),
      scope: ['printed figures only: agreement says nothing of the data behind them'],
      replay,
    };
  });
}

function explain(outcome: Outcome, decisive: readonly Finding[]): { reason: string; by: string } {
  const with_ = (severity: Severity) => decisive.filter((finding) => finding.severity === severity);
  switch (outcome) {
    case 'inconsistent':
      return { reason: summary(with_('inconsistent')), by: with_('inconsistent')[0].id };
    case 'reproduced':
      return {
        reason: `${decisive.length} of ${decisive.length} checks of the printed figures agree`,
        by: decisive[0].id,
      };
    default: {
      const open = [...with_('suspicious'), ...with_('not checkable')];
      return { reason: summary(open), by: open[0].id };
    }
  }
}

function summary(findings: readonly Finding[]): string {
  const more = findings.length > 1 ? ` (and ${findings.length - 1} more)` : '';
  return `${findings[0].derivation}${more}`;
}

function criterion(finding: Finding): CriterionResult {
  const observed = finding.recomputed.length === 1 ? observe(finding.recomputed[0]) : undefined;
  return {
    label: finding.statement,
    group: '',
    outcome: outcomeOf([finding.severity]),
    ...(observed && { observed }),
    unit: '1',
    expected: finding.printed.map(({ label, printed }) => printed ?? label).join(', '),
    reason: finding.derivation,
  };
}

function observe({ low, high }: Stated): CriterionResult['observed'] {
  if (low === null || high === null) return undefined;
  return { value: (low + high) / 2, interval: [low, high] };
}
