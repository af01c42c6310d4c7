import type { CheckDeclaration } from '../../check.ts';
import { groupBy } from '../group-by.ts';
import type { Role } from '../meaning.ts';
import type { ReadFigure, ReadTable } from '../reading.ts';

/** Checks that a table allows, and what could not be made one, in words. */
export interface Draft {
  readonly checks: readonly CheckDeclaration[];
  readonly notes: readonly string[];
}

/** The figures of one cell, by what they are. */
export type CellFigures = Readonly<Partial<Record<Role, ReadFigure>>> & {
  readonly row: number;
  readonly column: number;
};

/** The figures of a table cell by cell; of several values in one cell each is a cell of its own. */
export function cellFigures({ figures }: ReadTable): readonly CellFigures[] {
  const cells = new Map<string, CellFigures>();
  for (const figure of figures) {
    const { row, column, role } = figure;
    const key = `${row}/${column}`;
    const own = cells.get(key);
    if (own !== undefined && own[role] !== undefined) cells.set(figure.id, { row, column, [role]: figure });
    else cells.set(key, { ...own, row, column, [role]: figure });
  }
  return [...cells.values()];
}

/** A line of figures: a column of rows, or a row of columns where the rows name the measures. */
export interface Series {
  readonly name: string;
  readonly better?: 'higher' | 'lower';
  readonly figures: readonly (ReadFigure & {
    readonly label: string;
    readonly scope: string;
    readonly bold: boolean;
  })[];
}

/**
 * The values that a reader compares: those of one column where columns name measures or nothing does, else those of
 * one row; of cells with several values those of each measure.
 */
export function seriesOf({ figures, rows, columns }: ReadTable): readonly Series[] {
  const values = figures.filter(({ role }) => role === 'value');
  const groups = groupBy(values, (figure) =>
    isOfRow(figure, columns[figure.column]?.label ?? '', rows[figure.row].label)
      ? `row ${figure.row} ${columns[figure.column]!.scope}`
      : `column ${figure.column} ${figure.measure?.name ?? ''}`,
  );
  return [...groups].map(([key, own]) => {
    const across = key.startsWith('row');
    const column = columns[own[0].column]!;
    const better = own[0].measure?.better;
    return {
      name: across
        ? rows[own[0].row].label
        : [column.scope, column.label].filter((text) => text !== '').join(' / '),
      ...(better !== undefined && { better }),
      figures: own.map((figure) => {
        const line = across ? columns[figure.column]! : rows[figure.row];
        return { ...figure, label: line.label, scope: across ? '' : line.scope, bold: line.bold };
      }),
    };
  });
}

function isOfRow({ measure }: ReadFigure, column: string, row: string): boolean {
  if (measure === undefined) return false;
  const named = (text: string) =>
    text
      .toLowerCase()
      .replace(/[^a-z0-9]/g, '')
      .includes(measure.name.replace(/[^a-z0-9]/g, '').slice(0, 4));
  return !named(column) && named(row);
}
