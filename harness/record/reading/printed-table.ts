import type { FigureKind, PrintedTable } from '../record.ts';
import type { Grid } from './grid.ts';
import { groupBy } from './group-by.ts';
import type { Panel } from './layout.ts';
import type { Named, ReadFigure } from './reading.ts';
import type { NamedRow } from './row-names.ts';

/** The table of a record that holds some figures: a column for everything that one name stands for. */
export function printedTable(
  figures: readonly ReadFigure[],
  rows: readonly NamedRow[],
  { body }: Panel,
  grid: Grid,
  { id, place, caption }: Named,
): PrintedTable {
  const nameOf = (figure: ReadFigure) => figure.id.slice(figure.id.lastIndexOf('/') + 1);
  const ordered = figures.toSorted((a, b) => a.column - b.column);
  const byRow = groupBy(figures, ({ row }) => row);
  const columns = [...groupBy(ordered, nameOf)].map(([name, own]) => {
    return {
      name,
      kind: commonest(own.map(({ kind }) => kind)),
      ...(own[0].unit !== '' && own.every(({ unit }) => unit === own[0].unit) && { unit: own[0].unit }),
    };
  });
  return {
    id,
    title: caption === '' ? place : caption,
    place,
    source: 'paper',
    columns,
    rows: rows.flatMap(({ key }, at) => {
      const own = new Map((byRow.get(at) ?? []).map((figure) => [nameOf(figure), figure]));
      if (own.size === 0) return [];
      const found = columns.map(({ name }) => own.get(name));
      const kinds = found.map((figure, column) =>
        figure && figure.kind !== columns[column].kind ? figure.kind : null,
      );
      return [
        {
          key,
          line: grid.lines[body[at].row],
          values: found.map((figure) => figure?.text ?? null),
          ...(kinds.some((kind) => kind !== null) && { kinds }),
        },
      ];
    }),
  };
}

function commonest(kinds: readonly FigureKind[]): FigureKind {
  const counts = [...groupBy(kinds, (kind) => kind)].map(([kind, own]) => ({ kind, count: own.length }));
  return counts.reduce((best, one) => (one.count > best.count ? one : best)).kind;
}
