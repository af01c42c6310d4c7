import { parse } from 'csv-parse/sync';
import { InputError } from '../../../numeric/input-error.ts';
import { type DecimalMark, decimalMark } from '../../../record/scores/decimal-mark.ts';
import type { LeftOut, ScoreRow, ScoreTable } from '../../../record/scores/table.ts';
import { assertHeader, cellsByName, headed } from './table-header.ts';

/** What a file of lines holds. */
type Delimited = Pick<ScoreTable, 'rows' | 'layout' | 'leftOut' | 'decimal'>;

/**
 * A table of lines: cells apart by commas, semicolons, tabs or spaces, a header first, or the names that are given. Lines
 * before the header that begin with # are remarks; below it they are data. A column without a name is the index that
 * pandas writes, and is called `index`.
 * @param names of the columns, where the file has no header
 * @throws InputError when it is malformed.
 */
export function delimitedTable(path: string, text: string, names?: readonly string[]): Delimited {
  const { lines, skipped, leftOut } = withoutRemarks(text);
  const spaced = spacedCells(lines);
  const body = spaced ?? lines;
  const delimiter = delimiterOf(body);
  let header = names;
  const rows: ScoreRow[] = [];
  eachRecord(path, body, { delimiter, skipped }, (record, line) => {
    const where = () => `${path} line ${line}`;
    if (header) rows.push(new LineOfCells(line, cellsByName(where, header, record)));
    else {
      header = record.map((name, i) => headed(name, i));
      assertHeader(where(), header, record, ` apart by ${words[delimiter]}`);
    }
  });
  if (!header) return { rows: [], layout: 'an empty file', leftOut, decimal: '.' };
  return {
    rows,
    layout: `lines of cells apart by ${spaced === undefined ? words[delimiter] : 'spaces'}`,
    leftOut,
    decimal: markIn(rows, delimiter, text),
  };
}

const words: Readonly<Record<string, string>> = { ',': 'commas', ';': 'semicolons', '\t': 'tabs' };

/** A row whose place is put into words where it is asked for: a million of them are seldom told. */
class LineOfCells implements ScoreRow {
  readonly cells: Cells;
  readonly #line: number;

  constructor(line: number, cells: Cells) {
    this.#line = line;
    this.cells = cells;
  }

  get place(): string {
    return `line ${this.#line}`;
  }
}

/**
 * Without remarks before the header: lines with fewer cells than the first line that is none, and the `sep=;` that Excel
 * is told by. `#id,psnr` is a header.
 */
function withoutRemarks(text: string): {
  readonly lines: string;
  readonly skipped: number;
  readonly leftOut: readonly LeftOut[];
} {
  const head = /^(?:[ \t]*(?:#.*|sep=.)?\n)*/.exec(text)![0];
  const before = head.split('\n').slice(0, -1);
  if (before.length === 0) return { lines: text, skipped: 0, leftOut: [] };
  const cells = (line: string) => line.split(/[,;\t]/).length;
  const rest = text.slice(head.length);
  const wanted = cells(rest.split('\n', 1)[0]!);
  const header = before.findLastIndex(
    (line) => line.trimStart().startsWith('#') && cells(line) > 1 && cells(line) === wanted,
  );
  const skipped = header >= 0 ? header : before.length;
  const leftOut = before
    .slice(0, skipped)
    .flatMap((line, i) =>
      line.trim() === '' ? [] : [{ place: `line ${i + 1}`, why: 'a remark before the header' }],
    );
  return { lines: [...before.slice(skipped), rest].join('\n'), skipped, leftOut };
}

/**
 * Lines whose cells stand apart by spaces alone, with tabs instead: every line has as many as the first, which has two
 * at least, or one more, as pandas prints an index without a name.
 */
function spacedCells(text: string): string | undefined {
  if (/[,;\t]/.test(text.includes('"') ? text.replace(/"[^"]*"/g, '') : text)) return undefined;
  const lines = text.split('\n');
  const cells = lines.map((line) => line.trim().match(/"[^"]*"|\S+/g) ?? []);
  const filled = cells.filter(({ length }) => length > 0);
  const [header, ...rest] = filled;
  if (header === undefined || rest.length === 0) return undefined;
  const index = rest.every(({ length }) => length === header.length + 1);
  if (!index && (header.length < 2 || rest.some(({ length }) => length !== header.length))) return undefined;
  if (rest.every((line) => line.every((cell) => !/\d/.test(cell)))) return undefined;
  return cells.map((line) => (index && line === header ? ['index', ...line] : line).join('\t')).join('\n');
}

/** What stands most often in the first line, outside quotes. */
function delimiterOf(text: string): string {
  const line = (/.*\S.*/.exec(text)?.[0] ?? '').replace(/"[^"]*"/g, '');
  return ['\t', ';', ','].find((delimiter) => line.includes(delimiter)) ?? ',';
}

/** How lines are read. */
interface Reading {
  readonly delimiter: string;
  /** Lines before the first. */
  readonly skipped: number;
}

type Told = (record: readonly string[], line: number) => void;

/** Characters that are parsed at once, where no cell goes over several lines: records are let go as they are told. */
const BLOCK = 1 << 20;

/** Each record with its line. @throws InputError where the text is malformed. */
function eachRecord(path: string, text: string, { delimiter, skipped }: Reading, told: Told): void {
  if (text.includes('"')) {
    recordsOf(path, text, { delimiter, skipped }, told);
    return;
  }
  for (let at = 0, line = skipped; at < text.length; ) {
    const end = text.indexOf('\n', at + BLOCK);
    const block = text.slice(at, end < 0 ? text.length : end + 1);
    line += recordsOf(path, block, { delimiter, skipped: line }, told);
    at += block.length;
  }
}

/** Empty lines, and lines of empty cells, as spreadsheets leave them below a table. */
const SKIPPED = { skip_empty_lines: true, skip_records_with_empty_values: true } as const;

/** The records of a text, and how many lines it has: counted, since the parser's own count takes three times the time. */
function recordsOf(path: string, text: string, { delimiter, skipped }: Reading, told: Told): number {
  const options = { delimiter, bom: true, trim: true, relax_column_count: true, ...SKIPPED };
  try {
    const { filled, count } = linesOf(text);
    const records = parse(text, options) as string[][];
    if (filled.length === records.length)
      records.forEach((record, i) => void told(record, filled[i]! + skipped));
    else {
      const counted = parse(text, { ...options, info: true }) as unknown as {
        record: string[];
        info: { lines: number };
      }[];
      for (const { record, info } of counted) told(record, info.lines + skipped);
    }
    return count;
  } catch (error) {
    if ((error as Error).name === 'InputError') throw error;
    const { message, lines } = error as { message: string; lines?: number };
    throw new InputError({
      where: lines === undefined ? path : `${path} line ${lines + skipped}`,
      expected: 'a CSV with a header and as many cells in every row',
      got: message,
      remedy: 'mend the file',
    });
  }
}

/** How many lines there are, and which of them, from 1, are not empty. */
function linesOf(text: string): { readonly filled: readonly number[]; readonly count: number } {
  const filled: number[] = [];
  let count = 0;
  for (let at = 0; at < text.length; ) {
    count++;
    const end = text.indexOf('\n', at);
    const to = end < 0 ? text.length : end;
    if (text.slice(at, to).trim() !== '') filled.push(count);
    at = to + 1;
  }
  return { filled, count };
}

type Cells = Readonly<Record<string, unknown>>;

/** What stands before the decimals: where semicolons part cells, the comma is not kept for thousands. */
function markIn(rows: readonly ScoreRow[], delimiter: string, text: string): DecimalMark {
  if (delimiter === ',' ? !text.includes('"') : !text.includes(',')) return '.';
  const mark = decimalMark(rows.flatMap(({ cells }) => Object.values(cells)));
  return mark === 'open' && delimiter === ';' ? ',' : mark;
}
