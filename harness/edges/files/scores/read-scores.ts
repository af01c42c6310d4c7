import { InputError } from '../../../numeric/input-error.ts';
import { isSummary } from '../../../record/scores/summary-row.ts';
import type { ScoreTable } from '../../../record/scores/table.ts';
import { delimitedTable } from './delimited-table.ts';
import { jsonTable } from './json-table.ts';
import { npzTable } from './npz-table.ts';
import { binaryTable } from './table-kind.ts';
import { tableBytes, tableText } from './table-text.ts';

/**
 * Reads per-image scores: lines of cells (CSV, semicolons, tabs, spaces), JSON in the forms of
 * `jsonTable`, a NumPy archive, an Excel workbook or a Parquet file; gzip, UTF-16 and standard input (`-`) too. Rows named `mean`, `std` and the like are summaries and stand among what is left out.
 * @param names of the columns of a file without a header
 * @throws InputError when the file cannot be read, is malformed, or holds no per-image scores.
 */
export async function readScores(path: string, names?: readonly string[]): Promise<ScoreTable> {
  const read = await tableOf(path, await tableBytes(path), names);
  const named = new Set<string>();
  for (const { cells } of read.rows) for (const name in cells) named.add(name);
  const columns = [...named];
  const unprintable = columns.find((column) => CONTROL.test(column));
  if (unprintable !== undefined) {
    throw fault(path, 'a name without control characters', JSON.stringify(unprintable), 'rename the column');
  }
  const naming = namingColumn(columns);
  const rows = read.rows.filter(({ cells }) => !isSummary(cells[naming]));
  const summaries = read.rows.filter(({ cells }) => isSummary(cells[naming]));
  if (rows.length === 0) {
    throw fault(path, 'at least one row of scores', 'none', 'give a file with per-image scores');
  }
  const leftOut = summaries.map(({ place, cells }) => ({
    place,
    why: `a summary of other rows by its name, ${JSON.stringify(cells[naming])}`,
    rows: 1,
  }));
  return { ...read, path, columns, rows, leftOut: [...read.leftOut, ...leftOut] };
}

async function tableOf(
  path: string,
  bytes: Uint8Array,
  names: readonly string[] | undefined,
): Promise<Omit<ScoreTable, 'path' | 'columns'>> {
  const plain = { leftOut: [], decimal: 'open' as const, stated: {} };
  switch (binaryTable(bytes)) {
    case 'npz':
      return { ...plain, ...npzTable(path, bytes) };
    case 'excel': {
      const { excelTable } = await import('./excel-table.ts');
      return { ...plain, ...(await excelTable(path, bytes, names)) };
    }
    case 'parquet': {
      const { parquetTable } = await import('./parquet-table.ts');
      return { ...plain, ...(await parquetTable(path, bytes)) };
    }
  }
  const text = tableText(path, bytes)
    .replace(/^\ufeff/, '')
    .replaceAll('\r\n', '\n');
  if (/^\s*[[{]/.test(text)) return { ...plain, ...jsonTable(path, text, names) };
  return { ...delimitedTable(path, text, names), stated: {} };
}

// Names are printed: one with a line break or an escape sequence would forge what a terminal shows.
const CONTROL = /[\p{Cc}\p{Bidi_Control}]/u;

/** The column that names rows: one that is called so, else the first. */
function namingColumn(columns: readonly string[]): string {
  return columns.find((column) => usualIds.includes(column.toLowerCase())) ?? columns[0] ?? '';
}

/** What people call the column of ids. */
export const usualIds = [
  'id',
  'image_id',
  'image',
  'image_name',
  'filename',
  'file',
  'fname',
  'name',
  'sample',
  'case',
  'index',
];

function fault(where: string, expected: string, got: string, remedy: string): InputError {
  return new InputError({ where, expected, got, remedy });
}
