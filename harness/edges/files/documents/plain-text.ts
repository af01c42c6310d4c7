import {
  type Paragraph,
  plainCell,
  type SourceDocument,
  type SourceTable,
} from '../../../record/reading/document.ts';

/**
 * What parts the cells of a line. Tabs and bars stand in no sentence, so that lines with fewer or more of them are rows
 * as well; commas and semicolons part sentences and references.
 */
const PARTS = [
  { mark: /\t/, ragged: true },
  { mark: /\|/, ragged: true },
  { mark: /\s{2,}/, ragged: false },
];

/** Whether a line rules off the heading. */
const isRule = (cells: readonly string[]) => cells.every((cell) => /^:?[-=─]{2,}:?$/.test(cell));

/** A number as tables have it: with its spread, interval, unit or mark, and no words. */
const NUMBER = /^[([<>=~±]*\s?[-−–+]?[\d.·][^A-Za-z]*(?:[A-Za-zµ%/]{1,3})?[^A-Za-z]*$/;

interface Line {
  readonly text: string;
  readonly at: number;
}

interface Row {
  readonly cells: readonly string[];
  readonly at: number;
}

interface Block {
  /** How many lines it takes. */
  readonly lines: number;
  readonly rows: readonly Row[];
}

/**
 * A plain text: lines that follow each other, are parted into two cells or more by tabs, bars or two blanks, and have
 * numbers below their first, are a table, whose caption is the line above that begins with "Table"; all else is running text.
 */
export function readPlainText(text: string): SourceDocument {
  const tables: SourceTable[] = [];
  const paragraphs: Paragraph[] = [];
  const lines = text.split(/\r?\n/).map((line, i): Line => ({ text: line, at: i + 1 }));
  let running: Line[] = [];
  const end = () => {
    if (running.some((line) => line.text.trim() !== ''))
      paragraphs.push({ text: running.map((line) => line.text).join('\n'), line: running[0]!.at });
    running = [];
  };
  for (let i = 0; i < lines.length; ) {
    const block = blockAt(lines, i);
    if (!block) {
      running.push(lines[i++]!);
      continue;
    }
    const above = running.findLast((line) => line.text.trim() !== '');
    const caption = above && /^\s*table\b/i.test(above.text) ? above.text.trim() : '';
    end();
    tables.push({
      caption,
      line: lines[i]!.at,
      rows: block.rows.map(({ cells, at }) => ({
        cells: cells.map((cell) => plainCell(cell, at)),
        line: at,
        ruled: false,
      })),
    });
    i += block.lines;
  }
  end();
  return { title: '', tables, paragraphs };
}

/** The table that begins at a line: of the ways to part lines the first by which it has rows. */
function blockAt(lines: readonly Line[], from: number): Block | undefined {
  for (const { mark, ragged } of PARTS) {
    const cellsOf = ({ text }: Line) =>
      text
        .trim()
        .replace(/^\||\|$/g, '')
        .split(mark)
        .map((cell) => cell.trim());
    const wide = cellsOf(lines[from]!).length;
    if (wide < 2) continue;
    let to = from;
    const isRow = ({ text, ...line }: Line) =>
      text.trim() !== '' && (ragged ? mark.test(text) : cellsOf({ text, ...line }).length === wide);
    // What is ruled off is the heading of another table.
    const isHeading = (at: number) =>
      at > from &&
      at + 1 < lines.length &&
      lines[at + 1]!.text.trim() !== '' &&
      isRule(cellsOf(lines[at + 1]!));
    while (to < lines.length && isRow(lines[to]!) && !isHeading(to)) to++;
    const rows = lines
      .slice(from, to)
      .map((line): Row => ({ cells: cellsOf(line), at: line.at }))
      .filter(({ cells }) => !isRule(cells));
    const below = rows.slice(1);
    const isNumber = (cells: readonly string[], column: number) => NUMBER.test(cells[column] ?? '');
    const columns = Array.from({ length: wide }, (_, column) => column);
    const isTable = ragged
      ? below.some(({ cells }) => columns.some((column) => isNumber(cells, column)))
      : columns.some((column) => below.every(({ cells }) => isNumber(cells, column)));
    if (below.length > 0 && isTable) return { lines: to - from, rows };
  }
  return undefined;
}
