import { parse } from 'csv-parse/sync';
import { InputError } from '../../../numeric/input-error.ts';
import { readBytes } from '../read-bytes.ts';

/** Per-image scores as a file holds them. */
export interface ScoreTable {
  readonly path: string;
  readonly columns: readonly string[];
  readonly rows: readonly ScoreRow[];
  /** What a JSON file states of the list itself in `diffusion_sr`: numbers named `..._mean` and `..._std`. */
  readonly stated: Readonly<Record<string, number>>;
}

/** One image's scores and where they stand, such as `line 7` or `/per_image_metrics/5`. */
export interface ScoreRow {
  readonly place: string;
  readonly cells: Readonly<Record<string, unknown>>;
}

/**
 * Reads per-image scores: a CSV with a header (cells apart by commas, semicolons or tabs), the release's JSON (`per_image_metrics`, a list of records), or
 * a JSON list of records.
 * @throws InputError when the file cannot be read, is malformed, or holds no per-image scores.
 */
export async function readScores(path: string): Promise<ScoreTable> {
  const text = decoded(path, await readBytes(path));
  const { rows, stated } = /^\s*[[{]/.test(text)
    ? jsonTable(path, text)
    : { rows: csvRows(path, text), stated: {} };
  if (rows.length === 0) {
    throw fault(path, 'at least one row of scores', 'none', 'give a file with per-image scores');
  }
  const columns = [...new Set(rows.flatMap(({ cells }) => Object.keys(cells)))];
  const unprintable = columns.find((column) => CONTROL.test(column));
  if (unprintable !== undefined)
    throw fault(path, PRINTABLE, JSON.stringify(unprintable), 'rename the column');
  return { path, columns, rows, stated };
}

/**
 * A column as finite numbers.
 * @throws InputError naming the file and the line of the first cell that is no finite number.
 */
export function numberColumn(table: ScoreTable, column: string): Float64Array {
  assertColumn(table, column);
  return Float64Array.from(table.rows, ({ place, cells }) => {
    const value = toNumber(cells[column]);
    if (Number.isFinite(value)) return value;
    throw fault(
      `${table.path} ${place}`,
      `a finite number in column ${column}`,
      shown(cells[column]),
      'mend the cell, or leave the row out of every arm',
    );
  });
}

/**
 * The ids of the rows.
 * @throws InputError naming the file and the lines of an id that is empty or stands twice.
 */
export function idColumn(table: ScoreTable, column: string): readonly string[] {
  assertColumn(table, column);
  const places = new Map<string, string>();
  for (const { place, cells } of table.rows) {
    const cell = cells[column];
    const id = typeof cell === 'number' ? String(cell) : cell;
    if (typeof id !== 'string' || id === '') {
      throw fault(`${table.path} ${place}`, `an id in column ${column}`, shown(cell), 'name the row');
    }
    if (CONTROL.test(id))
      throw fault(`${table.path} ${place}`, PRINTABLE, JSON.stringify(id), 'rename the image');
    const before = places.get(id);
    if (before !== undefined) {
      throw fault(
        `${table.path} ${place}`,
        `every id once in column ${column}`,
        `${JSON.stringify(id)}, which also stands at ${before}`,
        'keep one row per id, or name another column of ids',
      );
    }
    places.set(id, place);
  }
  return [...places.keys()];
}

// Names are printed: one with a line break or an escape sequence would forge what a terminal shows.
const CONTROL = /[\p{Cc}\p{Bidi_Control}]/u;
const PRINTABLE = 'a name without control characters';

function assertColumn({ path, columns }: ScoreTable, column: string): void {
  if (columns.includes(column)) return;
  throw fault(path, `a column among ${columns.join(', ')}`, JSON.stringify(column), 'correct the name');
}

function decoded(path: string, bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw fault(path, 'text in UTF-8', 'bytes of another encoding', 'save it as UTF-8');
  }
}

function csvRows(path: string, text: string): ScoreRow[] {
  let records: { record: Record<string, string>; info: { lines: number } }[];
  try {
    records = parse(text, {
      delimiter: delimiterOf(text),
      columns: (header: string[]) => uniqueHeader(path, header),
      info: true,
      trim: true,
      skip_empty_lines: true,
      comment: '#',
      comment_no_infix: true,
    }) as unknown as typeof records;
  } catch (error) {
    if (error instanceof InputError) throw error;
    const { message, lines } = error as { message: string; lines?: number };
    throw fault(
      lines === undefined ? path : `${path} line ${lines}`,
      'a CSV with a header and as many cells in every row',
      message,
      'mend the file',
    );
  }
  return records.map(({ record, info }) => ({ place: `line ${info.lines}`, cells: record }));
}

/** The comma, or what stands in its place in the header: semicolons and tabs come from spreadsheets. */
function delimiterOf(text: string): string {
  const lines = text.split('\n').filter((line) => line.trim() !== '' && !line.startsWith('#'));
  const header = (lines[0] ?? '').replace(/"[^"]*"/g, '');
  return [',', ';', '\t'].find((delimiter) => header.includes(delimiter)) ?? ',';
}

function uniqueHeader(path: string, header: readonly string[]): string[] {
  const repeated = header.find((name, i) => header.indexOf(name) !== i);
  if (repeated !== undefined) {
    throw fault(
      `${path} line 1`,
      'every column once',
      `${JSON.stringify(repeated)} twice`,
      'rename one of them',
    );
  }
  return [...header];
}

function jsonTable(path: string, text: string): Pick<ScoreTable, 'rows' | 'stated'> {
  const document = parseJson(path, text);
  const list = Array.isArray(document)
    ? document
    : (document as Record<string, unknown>)['per_image_metrics'];
  const pointer = Array.isArray(document) ? '' : '/per_image_metrics';
  if (!Array.isArray(list)) {
    throw fault(
      `${path} /per_image_metrics`,
      'a list with one record per image',
      shown(list),
      'evaluate again with per-image scores kept; means alone cannot be compared',
    );
  }
  const rows = list.map((cells: unknown, i) => {
    const place = `${pointer}/${i}`;
    if (typeof cells === 'object' && cells !== null && !Array.isArray(cells)) {
      return { place, cells: cells as Record<string, unknown> };
    }
    throw fault(`${path} ${place}`, 'a record of scores', shown(cells), 'mend the file');
  });
  return { rows, stated: Array.isArray(document) ? {} : statedOf(document as Record<string, unknown>) };
}

function statedOf({ diffusion_sr: summary }: Readonly<Record<string, unknown>>): Record<string, number> {
  const numbers = Object.entries(summary ?? {}).filter(
    (entry): entry is [string, number] => typeof entry[1] === 'number' && /_(mean|std)$/.test(entry[0]),
  );
  return Object.fromEntries(numbers);
}

function parseJson(path: string, text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch (error) {
    // Python writes NaN and Infinity, which JSON does not have; they are the likely reason, and bad scores.
    const token = /[:[,]\s*(-?(?:NaN|Infinity))\b/.exec(text);
    if (!token) throw fault(path, 'JSON', (error as Error).message, 'mend the file');
    const line = text.slice(0, token.index + token[0].length).split('\n').length;
    throw fault(
      `${path} line ${line}`,
      'finite numbers',
      token[1],
      'mend the value, or leave the image out of every arm',
    );
  }
}

function toNumber(cell: unknown): number {
  if (typeof cell === 'number') return cell;
  const decimal = typeof cell === 'string' && /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(cell.trim());
  return decimal ? Number(cell) : Number.NaN;
}

function shown(cell: unknown): string {
  if (cell === undefined) return 'nothing';
  return cell === '' ? 'an empty cell' : JSON.stringify(cell).slice(0, 60);
}

function fault(where: string, expected: string, got: string, remedy: string): InputError {
  return new InputError({ where, expected, got, remedy });
}
