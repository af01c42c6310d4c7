/** How a piece of text is set off from what surrounds it. */
export type Mark = 'bold' | 'underline' | 'italic' | 'colour';

/** A piece of text of one look. Superscripts are written `^{...}`, subscripts `_{...}`. */
export interface Run {
  readonly text: string;
  readonly marks: readonly Mark[];
}

/** A cell as the document has it. */
export interface SourceCell {
  readonly runs: readonly Run[];
  /** Line of the document on which it begins, counted from 1. */
  readonly line: number;
  /** How many columns and rows it covers. */
  readonly columns: number;
  readonly rows: number;
  /** Whether the document says that it heads something. */
  readonly header: boolean;
  /** How far its text is moved in, which says that it belongs to the row above that is not. */
  readonly indent: number;
}

/** A row of a table: its cells from left to right, without those that a cell above covers. */
export interface SourceRow {
  readonly cells: readonly SourceCell[];
  readonly line: number;
  /** Whether a rule across the whole table stands above it. */
  readonly ruled: boolean;
}

/** A table as the document has it. */
export interface SourceTable {
  readonly caption: string;
  readonly line: number;
  readonly rows: readonly SourceRow[];
}

/** Running text; its line breaks are those of the document, so that a place in it has a line. */
export interface Paragraph {
  readonly text: string;
  readonly line: number;
}

/** What a document holds: its tables, and its text besides them. */
export interface SourceDocument {
  readonly title: string;
  readonly tables: readonly SourceTable[];
  readonly paragraphs: readonly Paragraph[];
}

/** A cell of one row and one column with one look. */
export function plainCell(text: string, line: number, header = false): SourceCell {
  const indent = /^[\s\u00a0]*/.exec(text)![0].length;
  return { runs: [{ text, marks: [] }], line, columns: 1, rows: 1, header, indent };
}

/** The text of some runs, blanks made plain. */
export function textOf(runs: readonly Run[]): string {
  return runs
    .map(({ text }) => text)
    .join('')
    .replace(/\s+/g, ' ')
    .trim();
}
