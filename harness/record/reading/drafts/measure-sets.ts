import { groupBy } from '../group-by.ts';
import type { ReadFigure, ReadTable } from '../reading.ts';

/** The values of one row under one heading by their measure. */
export interface MeasureSet {
  readonly row: number;
  readonly scope: string;
  readonly label: string;
  readonly by: ReadonlyMap<string, ReadFigure>;
  /** The ends of the intervals that stand in the cells of measures. */
  readonly intervals: ReadonlyMap<string, { readonly low: ReadFigure; readonly high: ReadFigure }>;
  /** What stands above a value. */
  heading(figure: ReadFigure): string;
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
      intervals: new Map(
        named.flatMap((figure) => {
          const [low, high] = (['low', 'high'] as const).map((end) =>
            figures.find((one) => one.row === figure.row && one.column === figure.column && one.role === end),
          );
          return low && high ? [[figure.measure!.name, { low, high }] as const] : [];
        }),
      ),
      heading: ({ column: at }) => columns[at]!.label,
    };
  });
}
