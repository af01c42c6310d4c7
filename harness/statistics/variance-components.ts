import { leftOf } from './left-of.ts';

/** Sizes of groups, and the sum of their values' deviations from any centre; the squares are summed over all. */
export interface GroupMoments {
  readonly sizes: ArrayLike<number>;
  readonly sums: ArrayLike<number>;
  readonly squares: number;
}

/** Variances of a random-effects model of one way. */
export interface VarianceComponents {
  readonly between: number;
  readonly within: number;
}

/**
 * Variance between and within groups of any sizes by the analysis of variance: (MSB - MSW) / m0, at least 0, and MSW,
 * with m0 = (N - sum of n_g^2 / N) / (G - 1); Bland and Altman (2007, section 3) take limits of agreement from them
 * where subjects are measured several times. Without a group of several all is within.
 */
export function varianceComponents({ sizes, sums, squares }: GroupMoments): VarianceComponents {
  let [n, total, explained, sizesSquared] = [0, 0, 0, 0];
  for (let g = 0; g < sizes.length; g++) {
    n += sizes[g];
    total += sums[g];
    explained += sums[g] ** 2 / sizes[g];
    sizesSquared += sizes[g] ** 2;
  }
  const groups = sizes.length;
  if (n === groups || groups < 2) {
    return { between: 0, within: leftOf(squares, total ** 2 / n) / (n - 1) };
  }
  const within = leftOf(squares, explained) / (n - groups);
  const meanSquare = leftOf(explained, total ** 2 / n) / (groups - 1);
  const size = (n - sizesSquared / n) / (groups - 1);
  return { between: leftOf(meanSquare, within) / size, within };
}
