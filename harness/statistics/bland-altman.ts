import { mean, standardDeviation } from '../numeric/moments.ts';
import { studentTQuantile } from '../numeric/student-t.ts';
import { assertEnough } from './differences.ts';
import type { Estimate } from './estimate.ts';
import { intervalLevel } from './interval-level.ts';
import { linearFit } from './linear-fit.ts';

/** Agreement of two measurements of the same things. */
export interface Agreement {
  readonly n: number;
  readonly bias: Estimate;
  /** Of the differences, n - 1. */
  readonly sd: number;
  readonly limits: { readonly lower: Estimate; readonly upper: Estimate };
  /** Where subjects repeat: what of the spread is between subjects, and the limits of one new pair of any subject. */
  readonly components?: {
    readonly between: number;
    readonly within: number;
    readonly sd: number;
    readonly limits: { readonly lower: Estimate; readonly upper: Estimate };
  };
  /** The line of the differences over the means; null where the means do not vary. */
  readonly proportional: { readonly slope: Estimate; readonly p: number; readonly log10p: number } | null;
}

/**
 * Bland and Altman's limits of agreement, bias +/- `multiplier` sd of the differences x - y, with the intervals
 * of their 1999 paper (section 2.2): Var(limit) = sd^2 (1 / n + multiplier^2 / (2 (n - 1))), Student's t; and
 * the proportional bias as the slope of x - y over (x + y) / 2.
 * @throws InputError for fewer than three pairs.
 */
export function blandAltman(x: Float64Array, y: Float64Array, multiplier: number): Agreement {
  const n = x.length;
  assertEnough('Bland-Altman', n, 3);
  const differences = x.map((value, i) => value - y[i]);
  const means = x.map((value, i) => (value + y[i]) / 2);
  const bias = mean(differences);
  const sd = standardDeviation(differences, 1);
  const quantile = studentTQuantile((1 + intervalLevel()) / 2, n - 1);
  const around = (value: number, variance: number): Estimate => {
    const reach = quantile * sd * Math.sqrt(variance);
    return { value, ci95: [value - reach, value + reach] };
  };
  const limitVariance = 1 / n + multiplier ** 2 / (2 * (n - 1));
  return {
    n,
    bias: around(bias, 1 / n),
    sd,
    limits: {
      lower: around(bias - multiplier * sd, limitVariance),
      upper: around(bias + multiplier * sd, limitVariance),
    },
    proportional: means.some((value) => value !== means[0]) ? proportional(means, differences) : null,
  };
}

function proportional(means: Float64Array, differences: Float64Array): Agreement['proportional'] {
  const { slope, p, log10p } = linearFit(means, differences);
  return { slope: { value: slope.value, ci95: slope.ci95 }, p, log10p };
}
