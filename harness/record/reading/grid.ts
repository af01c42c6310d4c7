import { type SourceCell, type SourceTable, textOf } from './document.ts';

/** A place of a table's grid. */
export interface Place {
  readonly cell: SourceCell;
  /** Text of the cell. */
  readonly text: string;
  /** Whether the cell begins here; elsewhere it only covers the place. */
  readonly origin: boolean;
}

/** A table as a rectangle of places; undefined where a row is short. */
export interface Grid {
  readonly width: number;
  readonly rows: readonly (readonly (Place | undefined)[])[];
  readonly lines: readonly number[];
  /** Whether a rule across the table stands above the row. */
  readonly ruled: readonly boolean[];
}

/** Lays the cells of a table out on a grid, as browsers do (HTML Standard, 4.9.12.1). */
export function gridOf({ rows }: SourceTable): Grid {
  const places: (Place | undefined)[][] = rows.map(() => []);
  rows.forEach(({ cells }, at) => {
    let column = 0;
    for (const cell of cells) {
      while (places[at][column] !== undefined) column++;
      const text = textOf(cell.runs);
      for (let down = 0; down < cell.rows && at + down < rows.length; down++) {
        for (let right = 0; right < cell.columns; right++) {
          places[at + down][column + right] ??= { cell, text, origin: down === 0 && right === 0 };
        }
      }
      column += cell.columns;
    }
  });
  const width = Math.max(0, ...places.map(({ length }) => length));
  return {
    width,
    rows: places.map((row) => Array.from({ length: width }, (_, column) => row[column])),
    lines: rows.map(({ line }) => line),
    ruled: rows.map(({ ruled }) => ruled),
  };
}
