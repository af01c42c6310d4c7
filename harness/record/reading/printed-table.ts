import type { FigureKind, PrintedTable } from '../record.ts';
import type { Grid } from './grid.ts';
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
  const names = [...new Set(ordered.map(nameOf))];
  const columns = names.map((name) => {
    const own = figures.filter((figure) => nameOf(figure) === name);
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
      const own = figures.filter(({ row }) => row === at);
      if (own.length === 0) return [];
      const found = columns.map(({ name }) => own.find((figure) => nameOf(figure) === name));
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
  const count = (kind: FigureKind) => kinds.filter((one) => one === kind).length;
  return kinds.reduce((best, kind) => (count(kind) > count(best) ? kind : best));
}
