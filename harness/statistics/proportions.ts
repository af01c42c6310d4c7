import { mean } from '../numeric/moments.ts';
import { logNormalTail } from '../numeric/normal.ts';
import { type ClusteredMean, clusteredMean } from './clustered.ts';
import { cohensH } from './effect-size.ts';
import type { Estimate } from './estimate.ts';
import { type PValues, pValuesFromLogTails } from './p-values.ts';

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
  clusters: readonly string[],
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

/**
 * The pooled two-proportion z test; z is 0 where both rates are 0 or both are 1.
 * @param n1, n2 trials behind each proportion
 */
export function twoProportionZ(
  p1: number,
  n1: number,
  p2: number,
  n2: number,
): { readonly z: number } & PValues {
  const pooled = (p1 * n1 + p2 * n2) / (n1 + n2);
  const se = Math.sqrt(pooled * (1 - pooled) * (1 / n1 + 1 / n2));
  const z = p1 === p2 ? 0 : (p1 - p2) / se;
  return { z, ...pValuesFromLogTails(logNormalTail(z), logNormalTail(-z)) };
}
