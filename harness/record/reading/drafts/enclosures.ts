import type { CheckDeclaration } from '../../check.ts';
import { groupBy } from '../group-by.ts';
import type { Enclosure } from '../meaning.ts';
import type { ReadTable } from '../reading.ts';
import { type CellFigures, cellFigures, type Draft } from './draft.ts';

const words = {
  ci: 'confidence interval',
  iqr: 'interquartile range',
  range: 'range',
  interval: 'interval',
} as const;

/** What has to be taken for granted of each. */
const taken: Readonly<Partial<Record<Enclosure, string>>> = {
  ci: 'the interval encloses its estimate, as all but some bias-corrected ones do',
  iqr: 'the value is the median',
  interval: 'the two numbers are an interval of the value before them',
};

/** Every value lies in the interval that stands with it, in its cell or in the column after it; intervals ascend. */
export function draftEnclosures(table: ReadTable): Draft {
  const cells = cellFigures(table);
  const byRow = groupBy(cells, ({ row }) => row);
  const checks = cells.flatMap((cell): CheckDeclaration[] => {
    const { low, high } = cell;
    if (low === undefined || high === undefined) return [];
    const own = cell.value ?? beside(table, byRow.get(cell.row)!, cell);
    const word = words[low.enclosure!];
    const name = table.rows[cell.row].label;
    if (own === undefined) {
      return [
        {
          id: `${low.id}-ascends`,
          rule: 'ordering',
          statement: `The ${word} of ${name}, ${low.text} to ${high.text}, ascends.`,
          with: { greater: [high.id], lesser: [low.id] },
        },
      ];
    }
    const presumes =
      cell.value === undefined
        ? `${low.text} to ${high.text} is an interval of the value before it`
        : taken[low.enclosure!];
    return [
      {
        id: `${own.id}-inside`,
        rule: 'bound',
        statement: `${own.text} of ${name} lies in its ${word}, ${low.text} to ${high.text}.`,
        ...(presumes !== undefined && { presumes }),
        with: { of: [own.id], atLeast: low.id, atMost: high.id },
      },
    ];
  });
  return { checks, notes: [] };
}

/** The value of the nearest column before that is no standard error, in the same row and under the same heading. */
function beside({ columns }: ReadTable, cells: readonly CellFigures[], { column }: CellFigures) {
  const before = cells
    .filter((cell) => cell.column < column && cell.value !== undefined)
    .findLast(
      (cell) =>
        !/^(?:s\.?[de]\.?m?\.?|std\.?|standard (?:error|deviation))\b/i.test(columns[cell.column]!.label),
    );
  const [own, other] = [columns[column]!, before && columns[before.column]!];
  if (other === undefined || (other.scope !== own.scope && other.label !== own.scope)) return undefined;
  return ['probability', 'count'].includes(before!.value!.kind) ? undefined : before!.value;
}
