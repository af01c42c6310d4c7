import { mean } from '../numeric/moments.ts';
import { type ClusteredMean, clusteredMean } from './clustered.ts';
import type { Labels } from './clustering.ts';
import { cohensH } from './effect-size.ts';
import type { Estimate } from './estimate.ts';
import type { PValues } from './p-values.ts';
import { twoProportionZ } from './two-proportion-z.ts';

/** Two rates compared as if every trial were independent, and with images or subjects as the units. */
export interface Proportions {
  readonly rates: readonly [x: number, y: number];
  readonly difference: number;
  /** Cohen's h; its interval also takes the trials as independent. */
  readonly h: Estimate;
  /** The two-proportion z test over all trials (the release's). */
  readonly independent: { readonly trials: number; readonly z: number } & PValues;
  /** The mean difference of the rates with a cluster-robust standard error. */
  readonly clustered: ClusteredMean;
}

/**
 * Compares two rates, of the same images and with `trials` (pixels) behind each image's rate: the pooled
 * two-proportion z, which takes neighbouring pixels as independent, and beside it the mean difference per
 * image with images, or subjects where they repeat, as the units.
 */
export function compareProportions(
  x: Float64Array,
  y: Float64Array,
  clusters: Labels,
  trials: number,
): Proportions {
  const [p1, p2] = [mean(x), mean(y)];
  const all = x.length * trials;
  return {
    rates: [p1, p2],
    difference: p1 - p2,
    h: cohensH(p1, all, p2, all),
    independent: { trials: all, ...twoProportionZ(p1, all, p2, all) },
    clustered: clusteredMean(
      x.map((value, i) => value - y[i]),
      clusters,
    ),
  };
}
