import type { CheckDeclaration } from '../../check.ts';
import type { ReadTable } from '../reading.ts';
import { type CellFigures, cellFigures, type Draft } from './draft.ts';

const words = {
  ci: 'confidence interval',
  iqr: 'interquartile range',
  range: 'range',
  interval: 'interval',
} as const;

/** Every value lies in the interval that stands with it, in its cell or in the column after it; intervals ascend. */
export function draftEnclosures(table: ReadTable): Draft {
  const cells = cellFigures(table);
  const checks = cells.flatMap((cell): CheckDeclaration[] => {
    const { low, high } = cell;
    if (low === undefined || high === undefined) return [];
    const own = cell.value ?? beside(table, cells, cell);
    const word = words[low.enclosure ?? 'interval'];
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
    const stated = low.enclosure !== 'interval' && cell.value !== undefined;
    return [
      {
        id: `${own.id}-inside`,
        rule: 'bound',
        statement: `${own.text} of ${name} lies in its ${word}, ${low.text} to ${high.text}.`,
        ...(!stated && { presumes: `${low.text} to ${high.text} is an interval of the value before it` }),
        with: { of: [own.id], atLeast: low.id, atMost: high.id },
      },
    ];
  });
  return { checks, notes: [] };
}

/** The value of the column before, in the same row and under the same heading. */
function beside({ columns }: ReadTable, cells: readonly CellFigures[], { row, column }: CellFigures) {
  const before = cells
    .filter((cell) => cell.row === row && cell.column < column && cell.value !== undefined)
    .at(-1);
  const same =
    before !== undefined &&
    (columns[before.column]?.scope === columns[column]?.scope ||
      columns[before.column]?.label === columns[column]?.scope);
  return same && before.value!.kind !== 'probability' && before.value!.kind !== 'count'
    ? before.value
    : undefined;
}
