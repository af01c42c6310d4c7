import { groupBy } from '../group-by.ts';
import type { ReadFigure, ReadTable } from '../reading.ts';

/** The values of one row under one heading by their measure. */
export interface MeasureSet {
  readonly row: number;
  readonly scope: string;
  readonly label: string;
  readonly by: ReadonlyMap<string, ReadFigure>;
}

/** The measures that stand together; one that stands twice under one heading is left out. */
export function measureSets({ figures, columns, rows }: ReadTable): readonly MeasureSet[] {
  const measured = figures.filter(
    ({ role, measure }) => (role === 'value' || role === 'count') && measure !== undefined,
  );
  const groups = groupBy(measured, ({ row, column }) => `${row}\n${columns[column]!.scope}`);
  return [...groups.values()].map((list) => {
    const named = list.filter(
      (figure) => list.filter(({ measure }) => measure!.name === figure.measure!.name).length === 1,
    );
    const [{ row, column }] = list;
    return {
      row,
      scope: columns[column]!.scope,
      label: rows[row].label,
      by: new Map(named.map((figure) => [figure.measure!.name, figure])),
    };
  });
}
