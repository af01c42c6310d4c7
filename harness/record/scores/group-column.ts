import { InputError } from '../../numeric/input-error.ts';
import type { ScoreTable } from './table.ts';
import { columnCalled, nameIn } from './table-columns.ts';

/**
 * Which rows are in the first of two groups, 1, and which in the other, 0: by a column of two names, `sex=F`, or of 0
 * and 1 or false and true, `truth`.
 * @throws InputError for an empty cell, for more or fewer than two names, or where who is first is not to be told.
 */
export function groupColumn(table: ScoreTable, chosen: string): Float64Array {
  const at = chosen.indexOf('=');
  const column = columnCalled(table, at < 0 ? chosen : chosen.slice(0, at));
  const names = namesIn(table, column);
  const known = [...new Set(names)].sort();
  const fault = (expected: string, remedy: string) =>
    new InputError({
      where: `${table.path}: column ${column}`,
      expected,
      got: known.slice(0, 8).join(', ') + (known.length > 8 ? ' and more' : ''),
      remedy,
    });
  if (known.length !== 2) throw fault('two groups', 'keep the rows of two groups in a file of their own');
  const first =
    at < 0 ? known.find((name) => name === '1' || name.toLowerCase() === 'true') : chosen.slice(at + 1);
  if (first === undefined)
    throw fault('1 and 0, or true and false', `say who is first: ${column}=${known[0]}`);
  if (!known.includes(first))
    throw fault(`${first} among its groups`, `write ${column}=${known[0]} or ${column}=${known[1]}`);
  return Float64Array.from(names, (name) => (name === first ? 1 : 0));
}

/** Which group each row is in, by the place of its name among all names in order. @throws InputError for an empty cell */
export function groupNumbers(
  table: ScoreTable,
  chosen: string,
): { readonly numbers: Float64Array; readonly names: readonly string[] } {
  const own = namesIn(table, columnCalled(table, chosen));
  const names = [...new Set(own)].sort();
  return { numbers: Float64Array.from(own, (name) => names.indexOf(name)), names };
}

function namesIn(table: ScoreTable, column: string): readonly string[] {
  return table.rows.map(({ place, cells }) => {
    const name = nameIn(cells[column])?.trim();
    if (name !== undefined) return name;
    throw new InputError({
      where: `${table.path} ${place}`,
      expected: `a group in column ${column}`,
      got: 'an empty cell',
      remedy: 'fill it, or leave the row out',
    });
  });
}
