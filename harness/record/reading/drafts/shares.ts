import type { CheckDeclaration } from '../../check.ts';
import type { ReadTable } from '../reading.ts';
import { cellFigures, type Draft } from './draft.ts';

/** A count with its per cent: of the number beside it, of the row of numbers of cases, or of the n of its heading. */
export function draftShares(table: ReadTable): Draft {
  const cells = cellFigures(table);
  const casesRow = table.rows.findIndex(({ label }) => /^(?:n|no\.?|number)( of \w+)?$/i.test(label.trim()));
  const ofCases = new Map(cells.filter((one) => one.row === casesRow).map((one) => [one.column, one]));
  const notes: string[] = [];
  const checks = cells.flatMap((cell): CheckDeclaration[] => {
    const { count, percent, of } = cell;
    if (count === undefined || percent === undefined) return [];
    const row = ofCases.get(cell.column);
    const whole = of?.id ?? row?.count?.id ?? row?.value?.id ?? table.columns[cell.column]?.cases;
    if (whole === undefined) {
      notes.push(`${count.id}: a count with its per cent, and the number that it is of is not printed`);
      return [];
    }
    return [
      {
        id: `${count.id}-share`,
        rule: 'ratio',
        statement: `${count.text} of ${of?.text ?? 'the cases of its column'} is ${percent.text} %.`,
        ...(of === undefined && { presumes: 'the per cent is of all cases of the column' }),
        with: { of: [count.id, whole], as: 'percent', printed: percent.id },
      },
    ];
  });
  return {
    checks,
    notes:
      notes.length > 3
        ? [
            `${table.printed.id}: ${notes.length} counts with a per cent, and the numbers that they are of are not printed`,
          ]
        : notes,
  };
}
