import { InputError } from '../numeric/input-error.ts';
import type { Sample } from './procedure.ts';

/** The differences x - y of a sample's pairs, or x itself where there is one arm. */
export function differencesOf({ x, y }: Sample): Float64Array {
  if (!y) return x;
  const differences = new Float64Array(x.length);
  for (let i = 0; i < x.length; i++) differences[i] = x[i] - y[i];
  return differences;
}

/**
 * The spread that rounding alone can leave among equal differences: two arms that differ by 0.1 throughout have
 * differences that are 0.1 only to the last bit of the arms.
 */
export function roundingOf({ x, y }: Sample): number {
  const largest = (values: Float64Array) => values.reduce((max, v) => Math.max(max, Math.abs(v)), 0);
  return y ? 2 * Number.EPSILON * Math.max(largest(x), largest(y)) : 0;
}

/** Both arms of a sample. @throws InputError where the second is missing. */
export function armsOf(where: string, { x, y }: Sample): readonly [Float64Array, Float64Array] {
  if (y) return [x, y];
  throw new InputError({
    where,
    expected: 'two columns, x and y',
    got: 'x alone',
    remedy: 'name the second column, as in --y psnr_b',
  });
}

/**
 * Stops on samples that no procedure can take.
 * @param minimum the fewest observations that the procedure needs
 * @throws InputError when columns differ in length, are too short, or hold NaN or an infinity.
 */
export function assertSample(where: string, sample: Sample, minimum: number): void {
  const n = sample.x.length;
  const others = sample.others ?? [];
  const columns = [n, sample.y?.length ?? n, ...others.map(({ length }) => length)];
  const lengths = [sample.ids.length, sample.clusters.length, ...columns];
  if (lengths.some((length) => length !== n)) {
    throw new InputError({
      where,
      expected: 'ids, clusters and columns of one length',
      got: lengths.join(', '),
      remedy: 'pair the observations by id first',
    });
  }
  assertEnough(where, n, minimum);
  assertFiniteValues(`${where}: x`, sample.x, sample.ids);
  if (sample.y) assertFiniteValues(`${where}: y`, sample.y, sample.ids);
  for (const [i, values] of others.entries())
    assertFiniteValues(`${where}: column ${i + 3}`, values, sample.ids);
}

/** @throws InputError when there are fewer than `minimum` observations. */
export function assertEnough(where: string, n: number, minimum: number): void {
  if (n >= minimum) return;
  throw new InputError({
    where,
    expected: `at least ${minimum} observation${minimum === 1 ? '' : 's'}`,
    got: `${n}`,
    remedy: 'give more of them or choose a procedure that needs fewer',
  });
}

/** @throws InputError naming the first value that is not finite, by its id where there is one. */
export function assertFiniteValues(where: string, values: ArrayLike<number>, ids?: readonly string[]): void {
  for (let i = 0; i < values.length; i++) {
    if (Number.isFinite(values[i])) continue;
    throw new InputError({
      where,
      expected: 'finite values',
      got: `${values[i]} at ${ids ? `id ${ids[i]}` : `index ${i}`}`,
      remedy: 'mend or leave out the observation',
    });
  }
}

/**
 * @param rounding the spread that rounding alone can leave
 * @throws InputError when a spread that a statistic divides by is 0, or no more than rounding.
 */
export function assertVaries(where: string, spread: number, what: string, rounding = 0): void {
  if (spread > rounding) return;
  throw new InputError({
    where,
    expected: `${what} that vary`,
    got: spread > 0 ? `a standard deviation of ${spread}, which is rounding` : 'a standard deviation of 0',
    remedy: 'use a procedure that does not divide by the spread, such as the summary',
  });
}
