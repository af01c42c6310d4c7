import { parquetReadObjects } from 'hyparquet';
import { compressors } from 'hyparquet-compressors';
import { InputError } from '../../../numeric/input-error.ts';
import type { ScoreTable } from '../../../record/scores/table.ts';

/**
 * A Parquet file as a table; the index of pandas is called `index`, as in its CSV.
 * @throws InputError where it is damaged or encrypted, or a cell is no number, text or truth value.
 */
export async function parquetTable(
  path: string,
  bytes: Uint8Array,
): Promise<Pick<ScoreTable, 'rows' | 'layout'>> {
  const file = bytes.slice().buffer;
  const records = await parquetReadObjects({ file, compressors }).catch((error: Error) => {
    throw fault(path, 'an undamaged Parquet file', error.message, 'write it again, or save it as CSV');
  });
  const rows = records.map((record, i) => {
    const place = `row ${i + 1}`;
    const cells = Object.entries(record).map(([name, value]) => [
      /^__index_level_\d+__$/.test(name) ? 'index' : name,
      plain(value, `${path} ${place}, column ${name}`),
    ]);
    return { place, cells: Object.fromEntries(cells) as Record<string, unknown> };
  });
  return { rows, layout: 'a Parquet file' };
}

/** A cell as a CSV would have it: whole numbers of 64 bits are names where doubles cannot tell them apart. */
function plain(value: unknown, where: string): string | number | boolean {
  if (value === null || value === undefined) return '';
  if (value instanceof Date) return value.toISOString();
  if (typeof value === 'bigint') {
    const number = Number(value);
    return Number.isSafeInteger(number) ? number : String(value);
  }
  if (typeof value === 'number' || typeof value === 'string' || typeof value === 'boolean') return value;
  throw fault(where, 'a number or a text', 'a list or a structure', 'write one value a row and column');
}

function fault(where: string, expected: string, got: string, remedy: string): InputError {
  return new InputError({ where, expected, got, remedy });
}
