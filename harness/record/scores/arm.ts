import { InputError } from '../../numeric/input-error.ts';
import type { ClusterOf } from '../../statistics/pairing.ts';
import type { Imported, Levels } from './imported.ts';
import type { ScoreSet } from './score-set.ts';

/** Somebody's scores and what they are scores of. */
export interface Arm {
  /** As a reader knows it. */
  readonly name: string;
  /** The data set's role, or `unnamed`. */
  readonly dataset: string;
  /** The levels that it was given; the assumed ones fill in the others. */
  readonly levels: Levels;
  readonly set: ScoreSet;
  readonly clusterOf: ClusterOf;
}

/** The data set of scores that name none. */
export const unnamed = 'these scores';

/**
 * An arm as the command line gives it: `method=ae,autoencoder=medical:FILE`.
 * @throws InputError where it is written otherwise.
 */
export function parseArm(text: string): { readonly levels: Levels; readonly file: string } {
  const [, list, file] = /^([\w-]+=[\w.-]+(?:,[\w-]+=[\w.-]+)*):(.+)$/.exec(text) ?? [];
  const pairs = list?.split(',').map((pair) => pair.split('=') as [string, string]) ?? [];
  if (file !== undefined && new Set(pairs.map(([factor]) => factor)).size === pairs.length)
    return { levels: Object.fromEntries(pairs), file };
  throw new InputError({
    where: '--arm',
    expected: 'FACTOR=LEVEL, as many as needed, each factor once, then a colon and the file',
    got: JSON.stringify(text),
    remedy: "write it as 'method=ae,autoencoder=medical:scores.csv'",
  });
}

/**
 * The role of a data set that is called so; a name of nobody's is a data set of one's own.
 */
export function datasetRole(name: string | undefined, { datasets }: Pick<Imported, 'datasets'>): string {
  if (name === undefined || name === '') return unnamed;
  const same = (other: string) => other.toLowerCase() === name.toLowerCase();
  const found = Object.entries(datasets).find(([role, names]) => same(role) || names.some(same));
  return found?.[0] ?? name;
}

/** Whether an arm's scores are those of a cell with these levels, whatever the data set. */
export function fits(arm: Pick<Arm, 'levels'>, cell: Levels, assumed: Levels): boolean {
  const all: Levels = { ...assumed, ...arm.levels };
  const agrees = Object.entries(cell).every(
    ([factor, level]) => factor === 'dataset' || all[factor] === level,
  );
  // What the cell does not tell apart must be as it is assumed.
  const plain = Object.entries(arm.levels).every(
    ([factor, level]) => factor in cell || assumed[factor] === level,
  );
  return agrees && plain;
}
