import type { CheckDeclaration } from '../../check.ts';
import type { ReadTable } from '../reading.ts';
import { type CellFigures, cellFigures, type Draft } from './draft.ts';

/** A count with its per cent: of the number beside it, of the row or column of numbers of cases, or of the n of its heading. */
export function draftShares(table: ReadTable): Draft {
  const cells = cellFigures(table);
  const casesRow = table.rows.findIndex(({ label }) => CASES.test(label));
  const casesColumn = table.columns.findIndex((line) => CASES.test(line?.label ?? ''));
  const ofCases = new Map(cells.filter((one) => one.row === casesRow).map((one) => [one.column, one]));
  const ofRows = new Map(cells.filter((one) => one.column === casesColumn).map((one) => [one.row, one]));
  const notes: string[] = [];
  const checks = cells.flatMap((cell): CheckDeclaration[] => {
    const { count, percent, of } = cell;
    if (count === undefined || percent === undefined) return [];
    const idOf = (cases: CellFigures | undefined) => cases?.count?.id ?? cases?.value?.id;
    const down = idOf(ofCases.get(cell.column)) ?? table.columns[cell.column]?.cases;
    const whole = of?.id ?? down ?? (cell.column === casesColumn ? undefined : idOf(ofRows.get(cell.row)));
    const line = down === undefined ? 'row' : 'column';
    if (whole === undefined) {
      notes.push(`${count.id}: a count with its per cent, and the number that it is of is not printed`);
      return [];
    }
    return [
      {
        id: `${count.id}-share`,
        rule: 'ratio',
        statement: `${count.text} of ${of?.text ?? `the cases of its ${line}`} is ${percent.text} %.`,
        ...(of === undefined && { presumes: `the per cent is of all cases of the ${line}` }),
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

/** What rows and columns of numbers of cases are called. */
const CASES = /^(?:n|no\.?|number)(?: of \w+)?$/i;
