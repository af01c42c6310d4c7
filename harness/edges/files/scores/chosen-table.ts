import { existsSync } from 'node:fs';
import { InputError } from '../../../numeric/input-error.ts';
import { type ArmsInTable, armsInTable } from '../../../record/scores/arms-in-table.ts';
import { byPosition } from '../../../record/scores/set-of-table.ts';
import type { ScoreTable } from '../../../record/scores/table.ts';
import { readScores, usualIds } from './read-scores.ts';

/** A table of one method, and its column of ids, where it has one. */
export interface ChosenTable {
  readonly table: ScoreTable;
  readonly id?: string;
}

/**
 * The table of a file, or of one of its methods: `FILE#COLUMN=METHOD`, `FILE#METHOD`.
 * @throws InputError where it cannot be read, holds several methods of which none is chosen, or not the chosen one.
 */
export async function chosenTable(
  path: string,
  { idColumn, columns }: { readonly idColumn?: string; readonly columns?: readonly string[] },
): Promise<ChosenTable> {
  const [file, chosen] = chosenIn(path);
  const table = await readScores(file, columns);
  const id = idOf(table, idColumn);
  if (id === undefined || id === byPosition) return { table, ...(id !== undefined && { id }) };
  const several = armsInTable(table, id);
  if (chosen === undefined) {
    if (several?.by.startsWith('column ')) throw severalArms(file, several);
    return { table, id };
  }
  const method = chosen.slice(chosen.indexOf('=') + 1);
  const own = several?.arms.get(method);
  if (own) return { table: own, id };
  throw several ? severalArms(file, several) : withoutMethods(file, method);
}

/** The column of ids: the one that is named, else one that is called as usual. */
export function idOf({ columns }: ScoreTable, named: string | undefined): string | undefined {
  return named ?? usualIds.flatMap((name) => columns.filter((column) => column.toLowerCase() === name))[0];
}

/** The file and what is chosen of it, after `#`; a file of the whole name comes first. */
function chosenIn(path: string): readonly [file: string, chosen: string | undefined] {
  const at = path.lastIndexOf('#');
  return at < 1 || existsSync(path) ? [path, undefined] : [path.slice(0, at), path.slice(at + 1)];
}

function severalArms(path: string, { by, arms }: ArmsInTable): InputError {
  const names = [...arms.keys()];
  const how = by.startsWith('column ')
    ? `${path}#${by.slice('column '.length)}=${names[0]}`
    : `${path}#${names[0]}`;
  return new InputError({
    where: path,
    expected: 'one method, every id once',
    got: `${names.length} methods, told apart by ${by}: ${names.slice(0, 8).join(', ')}`,
    remedy: `name one, as in '${how}'; audit scores takes a file of two methods alone`,
  });
}

function withoutMethods(path: string, method: string): InputError {
  return new InputError({
    where: path,
    expected: `several methods, of which ${method} is one`,
    got: 'one',
    remedy: 'give the file without #',
  });
}
