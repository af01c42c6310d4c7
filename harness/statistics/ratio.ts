import { InputError } from '../numeric/input-error.ts';
import { mean } from '../numeric/moments.ts';
import { indexSource } from '../numeric/random-indices.ts';
import { stream } from '../numeric/stream.ts';
import { percentileInterval } from './bootstrap-interval.ts';
import { clusterSizes, clusterSums, drawnUnits, groupsOf } from './clustering.ts';
import type { Estimate } from './estimate.ts';
import { inIdOrder } from './id-order.ts';
import { intervalLevel } from './interval-level.ts';
import type { Sample } from './procedure.ts';
import { resampledClusterMeans } from './resampling.ts';

/** A resample whose denominator is 0 lies beyond any bound; the value stays finite, so that it can be written. */
const BEYOND = 1e300;

/**
 * The ratio mean(x) / mean(y) with the percentile interval of subjects (or of the images of a single one) drawn
 * with replacement, both columns together. Where the denominator is not clear of 0 the interval is as wide as that makes it.
 * @throws InputError where mean(y) is 0.
 */
export function ratioOfMeans(sample: Sample, resamples: number, seed: number): Estimate {
  const ordered = inIdOrder(sample);
  const { x, y } = ordered;
  const value = mean(x) / mean(y!);
  if (!Number.isFinite(value)) {
    throw new InputError({
      where: 'ratio',
      expected: 'a denominator whose mean is not 0',
      got: '0',
      remedy: 'compare the columns by their difference',
    });
  }
  const groups = drawnUnits(groupsOf(ordered));
  const sizes = clusterSizes(groups);
  const draws = (column: Float64Array) => {
    const replicates = new Float64Array(resamples);
    const sums = clusterSums(column, groups);
    // The same stream for both columns, and so the same subjects.
    resampledClusterMeans({ sums, sizes }, indexSource(stream(seed, 'ratio')), replicates);
    return replicates;
  };
  const [above, below] = [draws(x), draws(y!)];
  const ratios = above.map((numerator, i) => {
    const ratio = numerator / below[i];
    return Number.isNaN(ratio) ? 0 : Math.max(-BEYOND, Math.min(BEYOND, ratio));
  });
  return { value, ci95: percentileInterval(ratios.sort(), intervalLevel()) };
}
