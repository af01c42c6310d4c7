import { InputError } from '../../numeric/input-error.ts';
import type { ScoreSet } from './score-set.ts';

/** A column of scores as messages call it, and the unit that its file has; empty where it has none. */
export interface Measured {
  readonly name: string;
  readonly unit: string;
}

/** One score of several sets. */
export function measuredIn(sets: readonly ScoreSet[], score: string): readonly Measured[] {
  return sets.map(({ name, units }) => ({ name: `${name}: ${score}`, unit: units?.get(score) ?? '' }));
}

/**
 * Stops on columns of different units, whose difference would be a number without a meaning. One that has none is taken
 * to be in the unit of the others.
 * @throws InputError naming two of them.
 */
export function assertSameUnits(columns: readonly Measured[]): void {
  const stated = columns.filter(({ unit }) => unit !== '');
  const [first] = stated;
  const other = stated.find(({ unit }) => unit !== first?.unit);
  if (first === undefined || other === undefined) return;
  throw new InputError({
    where: other.name,
    expected: `numbers in ${first.unit}, as ${first.name} has them`,
    got: `numbers in ${other.unit}`,
    remedy: 'write both in one unit',
  });
}
