import { parse } from 'csv-parse/sync';
import { InputError } from '../../../numeric/input-error.ts';
import type { LeftOut, ScoreTable } from '../../../record/scores/table.ts';

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
  const { skipped, leftOut } = remarksOf(text);
  const lines = text.split('\n').slice(skipped).join('\n');
  const spaced = spacedCells(lines);
  const body = spaced ?? lines;
  const delimiter = delimiterOf(body);
  const records = parsed(path, body, delimiter, skipped);
  const [first, ...rest] = records;
  if (!first) return { rows: [], layout: 'an empty file', leftOut, decimal: '.' };
  const header = names ?? first.record.map((name, i) => headed(name, i));
  if (!names) assertHeader(path, first.line, header, first.record, delimiter);
  const data = names ? records : rest;
  const rows = data.map(({ record, line }) => {
    if (record.length !== header.length) {
      throw new InputError({
        where: `${path} line ${line}`,
        expected: `${header.length} cells, as in the header (${header.join(', ')})`,
        got: `${record.length}`,
        remedy: 'mend the row',
      });
    }
    const cells: Record<string, string> = {};
    for (let i = 0; i < header.length; i++) cells[header[i]!] = record[i]!;
    return { place: `line ${line}`, cells };
  });
  const decimal = delimiter === ',' ? quotedDecimal(rows) : decimalOf(rows.map(({ cells }) => cells));
  return {
    rows,
    layout: `lines of cells apart by ${spaced === undefined ? words[delimiter] : 'spaces'}`,
    leftOut,
    decimal,
  };
}

const words: Readonly<Record<string, string>> = { ',': 'commas', ';': 'semicolons', '\t': 'tabs' };

/** The index that pandas writes has no name, or one that says so. */
function headed(name: string, i: number): string {
  const plain = (i === 0 ? name.replace(/^#\s*/, '') : name).trim();
  return plain === '' || /^Unnamed: \d+$/.test(plain) ? (i === 0 ? 'index' : `column ${i + 1}`) : plain;
}

/** Remarks before the header: lines with fewer cells than the first line that is none. `#id,psnr` is a header. */
function remarksOf(text: string): { readonly skipped: number; readonly leftOut: readonly LeftOut[] } {
  const lines = text.split('\n');
  const at = lines.findIndex((line) => line.trim() !== '' && !line.trimStart().startsWith('#'));
  if (at <= 0) return { skipped: 0, leftOut: [] };
  const cells = (line: string) => line.split(/[,;\t]/).length;
  const before = lines.slice(0, at);
  const header = before.findLastIndex(
    (line) => line.trim() !== '' && cells(line) > 1 && cells(line) === cells(lines[at]!),
  );
  const skipped = header >= 0 ? header : at;
  const leftOut = before
    .slice(0, skipped)
    .flatMap((line, i) =>
      line.trim() === '' ? [] : [{ place: `line ${i + 1}`, why: 'a remark before the header' }],
    );
  return { skipped, leftOut };
}

/**
 * Lines whose cells stand apart by spaces alone, with tabs instead: every line has as many as the first, which has two
 * at least, or one more, as pandas prints an index without a name.
 */
function spacedCells(text: string): string | undefined {
  const lines = text.split('\n');
  const cells = lines.map((line) => line.trim().match(/"[^"]*"|\S+/g) ?? []);
  const filled = cells.filter(({ length }) => length > 0);
  const [header, ...rest] = filled;
  if (header === undefined || rest.length === 0 || /[,;\t]/.test(text.replace(/"[^"]*"/g, '')))
    return undefined;
  const index = rest.every(({ length }) => length === header.length + 1);
  if (!index && (header.length < 2 || rest.some(({ length }) => length !== header.length))) return undefined;
  if (rest.every((line) => line.every((cell) => !/\d/.test(cell)))) return undefined;
  return cells.map((line) => (index && line === header ? ['index', ...line] : line).join('\t')).join('\n');
}

/** What stands most often in the first line, outside quotes. */
function delimiterOf(text: string): string {
  const line = (text.split('\n').find((each) => each.trim() !== '') ?? '').replace(/"[^"]*"/g, '');
  return ['\t', ';', ','].find((delimiter) => line.includes(delimiter)) ?? ',';
}

/** The records with their lines: counted, where no cell goes over several, since the parser's own count takes twice the time. */
function parsed(path: string, text: string, delimiter: string, skipped: number) {
  const options = { delimiter, bom: true, trim: true, relax_column_count: true, skip_empty_lines: true };
  try {
    const records = parse(text, options) as string[][];
    const lines = linesOf(text);
    if (lines.length === records.length)
      return records.map((record, i) => ({ record, line: lines[i]! + 1 + skipped }));
    const told = parse(text, { ...options, info: true }) as unknown as {
      record: string[];
      info: { lines: number };
    }[];
    return told.map(({ record, info }) => ({ record, line: info.lines + skipped }));
  } catch (error) {
    const { message, lines } = error as { message: string; lines?: number };
    throw new InputError({
      where: lines === undefined ? path : `${path} line ${lines + skipped}`,
      expected: 'a CSV with a header and as many cells in every row',
      got: message,
      remedy: 'mend the file',
    });
  }
}

/** Places, among all, of the lines that are not empty. */
function linesOf(text: string): readonly number[] {
  const places: number[] = [];
  for (let at = 0, line = 0; at < text.length; line++) {
    const end = text.indexOf('\n', at);
    const to = end < 0 ? text.length : end;
    if (text.slice(at, to).trim() !== '') places.push(line);
    at = to + 1;
  }
  return places;
}

function assertHeader(
  path: string,
  line: number,
  header: readonly string[],
  cells: readonly string[],
  delimiter: string,
): void {
  const repeated = header.find((name, i) => header.indexOf(name) !== i);
  if (repeated !== undefined) {
    throw new InputError({
      where: `${path} line ${line}`,
      expected: 'every column once',
      got: `${JSON.stringify(repeated)} twice`,
      remedy: 'rename one of them',
    });
  }
  const number = cells.find((cell) => cell.trim() !== '' && Number.isFinite(Number(cell.replace(',', '.'))));
  if (number === undefined || cells.length < 2) return;
  throw new InputError({
    where: `${path} line ${line}`,
    expected: `a header: the names of ${cells.length} columns apart by ${words[delimiter]}`,
    got: `${JSON.stringify(number)}, a number`,
    remedy: `name the columns, as in --columns id,${cells
      .slice(1)
      .map((_, i) => (i === 0 ? 'psnr' : `score${i + 1}`))
      .join(',')}`,
  });
}

type Cells = Readonly<Record<string, unknown>>;

/** The comma where it stands before decimals and no point does. */
function decimalOf(rows: readonly Cells[]): '.' | ',' {
  let [commas, points] = [0, 0];
  for (const cells of rows) {
    for (const cell of Object.values(cells)) {
      if (/^\s*[+-]?(?:\d{1,3}(?:\.\d{3})+|\d+),\d+(?:e[+-]?\d+)?\s*(?:dB|%)?$/i.test(String(cell)))
        commas += 1;
      else if (/^\s*[+-]?\d*\.\d+/.test(String(cell))) points += 1;
    }
  }
  return commas > 0 && points === 0 ? ',' : '.';
}

/** Between commas only quoted cells hold one: decimals, unless each is followed by three digits. */
function quotedDecimal(rows: readonly { readonly cells: Cells }[]): '.' | ',' {
  const quoted = rows.flatMap(({ cells }) =>
    Object.values(cells).filter((cell) => /^[+-]?\d+,\d+$/.test(String(cell))),
  );
  const grouped = quoted.every((cell) => /^[+-]?\d{1,3},\d{3}$/.test(String(cell)));
  return quoted.length > 0 && !grouped ? ',' : '.';
}
