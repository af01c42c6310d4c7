import type { CriterionResult } from '../../claims/verdict.ts';
import { formatEstimate, formatNumber } from '../../report/format-number.ts';
import { outcomeMark } from './marks.ts';

/** A comparison as a row of the table of its verdict. */
export function criterionOf(criterion: CriterionResult) {
  const { n, subjects, reason } = criterion;
  return {
    ...criterion,
    quantity: criterion.quantity ?? criterion.label,
    asks: criterion.quantity === undefined || criterion.quantity === criterion.label ? '' : criterion.label,
    mark: outcomeMark(criterion.outcome),
    observed: criterion.observed ? formatEstimate(criterion.observed, criterion.unit) : '',
    reason: isInTheRow(criterion) ? '' : reason,
    size: [
      n === undefined ? '' : formatNumber(n),
      subjects === undefined ? '' : `(${formatNumber(subjects)})`,
    ]
      .filter(Boolean)
      .join(' '),
  };
}

/** The rows of a table of comparisons. Those that follow each other with one quantity share its heading. */
export function criterionRows(criteria: readonly CriterionResult[]) {
  const rows = criteria.map(criterionOf);
  const heads = rows.map(({ quantity, asks }) => JSON.stringify([quantity, asks]));
  return rows.map((row, i) => {
    const first = heads[i] !== heads[i - 1];
    const next = heads.findIndex((head, j) => j > i && head !== heads[i]);
    const span = (next === -1 ? rows.length : next) - i;
    return { ...row, first, ...(first && span > 1 && { span }) };
  });
}

/** Whether a reason (`the interval 1.57 .. 1.98 is above 0`) says what the row's other cells say already. */
function isInTheRow({ reason, expected, observed }: CriterionResult): boolean {
  const of = /^the (?:interval -?[\d.e+-]+ \.\. -?[\d.e+-]+|value -?[\d.e+-]+) is (?:not )?/.exec(reason);
  return of !== null && observed !== undefined && reason.slice(of[0].length) === expected;
}
