import { ascendingValues } from '../../numeric/ascending-order.ts';
import { mean, standardDeviation } from '../../numeric/moments.ts';
import { percentileInterval } from '../bootstrap-interval.ts';
import { assertSample, differencesOf } from '../differences.ts';
import type { Estimate } from '../estimate.ts';
import { intervalLevel } from '../interval-level.ts';
import { resolveOptions } from '../options.ts';
import type { Procedure } from '../procedure.ts';
import { oneUnit } from '../units.ts';

interface Result extends Estimate {
  readonly n: number;
  /** The standard deviation of the replicates, n - 1. */
  readonly standardError: number;
}

/**
 * For scores of a whole set of images, such as a Frechet distance: each observation is the score of one
 * bootstrap resample of the set, the same resample in both columns. Value: their mean; interval: percentile.
 * The number of replicates is the caller's choice and says nothing of the number of images.
 */
export const replicates: Procedure<object, Result> = {
  name: 'replicates',
  title: 'Interval from bootstrap replicates of a set',
  description:
    'Mean and percentile interval of scores of whole sets of images, such as a Frechet distance: each observation is one bootstrap resample of the set.',
  kind: 'replicates',
  columns: 'differences',
  clusters: () => false,
  ties: () => false,
  takes: () => oneUnit,
  units: () => ({ n: '1', value: 'x', ci95: 'x', standardError: 'x' }),
  options: {},
  resolve: (given) => resolveOptions('replicates', {}, given),
  compute(sample) {
    assertSample('replicates', sample, 2);
    const sorted = ascendingValues(differencesOf(sample));
    return {
      n: sorted.length,
      value: mean(sorted),
      ci95: percentileInterval(sorted, intervalLevel()),
      standardError: standardDeviation(sorted, 1),
    };
  },
};
