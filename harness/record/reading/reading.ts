import type { LoneFigure, PrintedTable } from '../record.ts';
import type { Meaning } from './meaning.ts';

/** A number of a table with everything known of it. */
export interface ReadFigure extends Meaning {
  readonly id: string;
  /** The row's place among the rows of the part of the table, and the column of the grid. */
  readonly row: number;
  readonly column: number;
}

/** A row or a column of figures, as checks name it. */
export interface ReadLine {
  readonly label: string;
  /** What it stands under: headings and leading names. */
  readonly scope: string;
  /** Whether its name is set in bold. */
  readonly bold: boolean;
  /** The number of cases that its heading gives, as an operand. */
  readonly cases?: string;
}

/** A part of a table, read. */
export interface ReadTable {
  readonly printed: PrintedTable;
  /** Numbers that stand in headings, as `(n = 50)`. */
  readonly lone: readonly LoneFigure[];
  readonly figures: readonly ReadFigure[];
  readonly rows: readonly ReadLine[];
  /** By column of the grid; none where it names rows. */
  readonly columns: readonly (ReadLine | undefined)[];
  /** What became of every cell. */
  readonly cells: readonly ReadPlace[];
}

/** What became of a cell. */
export interface ReadPlace {
  readonly line: number;
  readonly table: string;
  readonly row: number;
  readonly column: number;
  readonly text: string;
  readonly as: 'figure' | 'label' | 'empty' | 'not understood';
  /** The figures that it gave. */
  readonly ids: readonly string[];
  /** Footnote signs that were taken off it. */
  readonly footnotes: string;
  /** Why it was not understood. */
  readonly reason?: string;
}

/** A table's id, place and caption. */
export interface Named {
  readonly id: string;
  readonly place: string;
  readonly caption: string;
}
