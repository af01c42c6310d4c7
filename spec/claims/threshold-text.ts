import type { Claim, Criterion } from '../../harness/claims/claim.ts';
import type { Comparator } from '../../harness/claims/comparator.ts';

/** Every threshold of a claim, a line each that says all that decides: `rises 0: gap /mean [/ci95] above 0`. */
export function thresholdsOf({ parts }: Pick<Claim, 'parts'>): readonly string[] {
  return parts.flatMap(({ id, checks }) =>
    checks.flatMap(({ criteria }, i) =>
      criteria.map((criterion) => `${id} ${i}: ${thresholdText(criterion)}`),
    ),
  );
}

/** One criterion; without an interval the value alone is compared. */
function thresholdText({
  statistic,
  where = {},
  value,
  interval,
  comparator,
}: Omit<Criterion, 'label'>): string {
  const groups = Object.entries(where)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([factor, levels]) => ` on ${factor} ${levels.join('|')}`);
  return `${statistic} ${value}${interval === null ? '' : ` [${interval}]`}${groups.join('')} ${compared(comparator)}`;
}

function compared(comparator: Comparator): string {
  return 'bound' in comparator
    ? `${comparator.kind} ${comparator.bound}`
    : `${comparator.kind} ${comparator.low} .. ${comparator.high}`;
}
