import { InputError } from '../numeric/input-error.ts';
import type { Sample } from './procedure.ts';

/** One arm's scores as read: an id and a value each, in any order. */
export interface Arm {
  /** How messages call the arm: a file, a method. */
  readonly name: string;
  readonly ids: readonly string[];
  readonly values: Float64Array;
}

/** Which subject an id belongs to; see `clustering`. */
export type ClusterOf = (id: string) => string;

/**
 * The two arms as one sample, paired by id, in the order of the ids (by code unit, so that no order of the
 * input shows in a result).
 * @throws InputError when an arm repeats an id or the arms' ids differ, listing what is missing where.
 */
export function pairById(a: Arm, b: Arm, clusterOf: ClusterOf): Sample {
  const [left, right] = [indexById(a), indexById(b)];
  const missingInB = a.ids.filter((id) => !right.has(id));
  const missingInA = b.ids.filter((id) => !left.has(id));
  if (missingInA.length + missingInB.length > 0) {
    throw new InputError({
      where: `pairing ${a.name} with ${b.name}`,
      expected: 'the same ids in both',
      got: [missing(missingInB, b.name), missing(missingInA, a.name)].filter(Boolean).join('; '),
      remedy: 'score the same images in both arms; pairs are never matched by position',
    });
  }
  const ids = [...left.keys()].sort(byCodeUnit);
  return {
    ids,
    clusters: ids.map(clusterOf),
    x: Float64Array.from(ids, (id) => left.get(id)!),
    y: Float64Array.from(ids, (id) => right.get(id)!),
  };
}

/** @throws InputError when an id stands more than once. */
function assertUniqueIds(where: string, ids: readonly string[]): void {
  const seen = new Set<string>();
  const repeated = new Set<string>();
  for (const id of ids) (seen.has(id) ? repeated : seen).add(id);
  if (repeated.size === 0) return;
  throw new InputError({
    where,
    expected: 'every id once',
    got: `${list([...repeated])} more than once`,
    remedy: 'keep one row per id, or make the ids tell repeated measurements apart',
  });
}

function indexById(arm: Arm): ReadonlyMap<string, number> {
  assertUniqueIds(arm.name, arm.ids);
  return new Map(arm.ids.map((id, i) => [id, arm.values[i]]));
}

function missing(ids: readonly string[], name: string): string {
  return ids.length === 0 ? '' : `${list(ids)} missing in ${name}`;
}

/** The first few, and how many more there are. */
function list(ids: readonly string[]): string {
  const shown = ids.slice(0, 8).join(', ');
  return ids.length > 8 ? `${shown} and ${ids.length - 8} more` : shown;
}

function byCodeUnit(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
