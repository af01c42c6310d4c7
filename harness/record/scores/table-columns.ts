import { InputError } from '../../numeric/input-error.ts';
import { cellNumber } from './cell-number.ts';
import { decimalMark, isOpen } from './decimal-mark.ts';
import { scoreName, statedUnit } from './score-name.ts';
import type { ScoreRow, ScoreTable } from './table.ts';

/**
 * The column that is called so: by its very name, else the one that says the same score (`PSNR (dB)` for `psnr`).
 * @throws InputError where there is none, or several.
 */
export function columnCalled({ path, columns }: ScoreTable, name: string): string {
  if (columns.includes(name)) return name;
  const alike = columns.filter((column) => scoreName(column) === scoreName(name));
  if (alike.length === 1) return alike[0];
  throw new InputError({
    where: path,
    expected: `a column among ${columns.join(', ')}`,
    got:
      alike.length === 0
        ? JSON.stringify(name)
        : `${JSON.stringify(name)}, which several are: ${alike.join(', ')}`,
    remedy: 'correct the name',
  });
}

/**
 * A column as finite numbers, without their units; of per cent, shares.
 * @throws InputError naming the file and the line of the first cell that is no finite number, has another unit, or a
 * comma that is before decimals or between thousands, where nothing tells.
 */
export function numberColumn(table: ScoreTable, name: string): Float64Array {
  const column = columnCalled(table, name);
  const decimal = markOf(table, column);
  let unit: string | undefined;
  return Float64Array.from(table.rows, ({ place, cells }) => {
    const found = cellNumber(cells[column], decimal);
    if (!found) {
      throw new InputError({
        where: `${table.path} ${place}`,
        expected: `a finite number in column ${column}`,
        got: shown(cells[column]),
        remedy: 'mend the cell, or leave the row out of every arm',
      });
    }
    unit ??= found.unit;
    if (found.unit !== unit) {
      throw new InputError({
        where: `${table.path} ${place}`,
        expected: `a number ${unit ? `in ${unit}` : 'without a unit'} in column ${column}, as above`,
        got: shown(cells[column]),
        remedy: 'write the column in one unit',
      });
    }
    return (found.unit || statedUnit(column)) === '%' ? found.value / 100 : found.value;
  });
}

/** The unit of a column, as its first cell or its name has it; none of per cent, whose numbers are shares. */
export function unitOf(table: ScoreTable, name: string): string {
  const column = columnCalled(table, name);
  const [first] = table.rows;
  const decimal = markOf(table, column);
  const unit = (first && cellNumber(first.cells[column], decimal)?.unit) || statedUnit(column);
  return unit === '%' ? '' : unit;
}

/** Whether at least one cell of a column is a number: any other cell in it is then an error by name. */
export function isNumeric({ rows }: ScoreTable, column: string): boolean {
  return rows.some(
    ({ cells }) => (cellNumber(cells[column]) ?? cellNumber(cells[column], ',')) !== undefined,
  );
}

/** The mark before a column's decimals: its own, else that of the other columns. @throws InputError where none tells. */
function markOf({ path, rows, decimal }: ScoreTable, column: string): '.' | ',' {
  const own = decimalMark(rows.map(({ cells }) => cells[column]));
  if (own === '.' || own === ',') return own;
  const fault = (expected: string, at: ScoreRow) =>
    new InputError({
      where: `${path} ${at.place}`,
      expected,
      got: shown(at.cells[column]),
      remedy: 'write numbers with a point before their decimals and nothing between thousands',
    });
  if (own === 'both') {
    const marked = rows.find(({ cells }) => decimalMark([cells[column]]) === ',')!;
    throw fault(`one mark before the decimals of column ${column}, where other cells have a point`, marked);
  }
  if (decimal === '.' || decimal === ',') return decimal;
  const open = rows.find(({ cells }) => isOpen(cells[column]) && String(cells[column]).includes(','));
  if (open === undefined) return '.';
  throw fault(`numbers in column ${column} that tell decimals from thousands`, open);
}

/**
 * The ids of the rows.
 * @throws InputError naming the file and the lines of an id that is empty or stands twice.
 */
export function idColumn(table: ScoreTable, name: string): readonly string[] {
  const column = columnCalled(table, name);
  const { path, rows } = table;
  const at = new Map<string, number>();
  rows.forEach((row, i) => {
    const fault = (expected: string, got: string, remedy: string) =>
      new InputError({ where: `${path} ${row.place}`, expected, got, remedy });
    const id = nameIn(row.cells[column]);
    if (id === undefined) throw fault(`an id in column ${column}`, shown(row.cells[column]), 'name the row');
    if (CONTROL.test(id))
      throw fault('a name without control characters', JSON.stringify(id), 'rename the image');
    const before = at.get(id);
    if (before !== undefined) {
      const got = `${JSON.stringify(id)}, which also stands at ${rows[before].place}`;
      const remedy =
        'keep one row per id, name another column of ids, or one method of several: FILE#COLUMN=METHOD';
      throw fault(`every id once in column ${column}`, got, remedy);
    }
    at.set(id, i);
  });
  return [...at.keys()];
}

/** A name as it is written; numbers and true or false are names too. Undefined for an empty cell. */
export function nameIn(cell: unknown): string | undefined {
  if (typeof cell === 'number' || typeof cell === 'boolean') return String(cell);
  return typeof cell === 'string' && cell.trim() !== '' ? cell : undefined;
}

// Names are printed: one with a line break or an escape sequence would forge what a terminal shows.
const CONTROL = /[\p{Cc}\p{Bidi_Control}]/u;

function shown(cell: unknown): string {
  if (cell === undefined) return 'nothing';
  return cell === '' ? 'an empty cell' : JSON.stringify(cell).slice(0, 60);
}
