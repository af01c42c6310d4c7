import { InputError } from '../numeric/input-error.ts';
import { armsOf } from './differences.ts';
import type { Sample } from './procedure.ts';

/** The values of a group with their clusters. */
export interface MarkedGroup {
  readonly values: Float64Array;
  readonly clusters: readonly string[];
}

/**
 * The values of x where y is 1, and those where y is 0.
 * @throws InputError where y is anything else.
 */
export function markedGroups(
  where: string,
  sample: Sample,
): readonly [first: MarkedGroup, second: MarkedGroup] {
  const [x, y] = armsOf(where, sample);
  const other = y.findIndex((value) => value !== 0 && value !== 1);
  if (other >= 0) {
    throw new InputError({
      where: `${where}: y`,
      expected: '1 in the first group and 0 in the second',
      got: `${y[other]} at id ${sample.ids[other]}`,
      remedy: 'give the column that tells the groups apart as y',
    });
  }
  const of = (mark: 0 | 1): MarkedGroup => ({
    values: x.filter((_, i) => y[i] === mark),
    clusters: sample.clusters.filter((_, i) => y[i] === mark),
  });
  return [of(1), of(0)];
}
