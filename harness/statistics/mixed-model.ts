import { mean, standardDeviation } from '../numeric/moments.ts';
import { rootBetween } from '../numeric/root.ts';
import { logStudentTTail, studentTQuantile } from '../numeric/student-t.ts';
import type { Labels } from './clustering.ts';
import { intervalLevel } from './interval-level.ts';
import { type PValues, pValuesFromLogTails } from './p-values.ts';

/** A mean with a random intercept for each subject. */
export interface MixedModel extends PValues {
  readonly clusters: number;
  readonly mean: number;
  readonly standardError: number;
  /** Subjects less one: exact where all have as many observations. */
  readonly df: number;
  readonly t: number;
  readonly ci95: readonly [low: number, high: number];
  /** Standard deviations between subjects and within them. */
  readonly between: number;
  readonly within: number;
  /** Share of the variance that lies between subjects. */
  readonly icc: number;
}

/**
 * The linear mixed model `d_ij = mu + b_i + e_ij` with a random intercept for each subject, by restricted maximum
 * likelihood (Laird and Ware 1982). With l the ratio of the two variances and w_i = n_i / (1 + l n_i), mu is the mean of
 * the subjects' means weighted by w_i, and l minimises
 * `(n - 1) ln RSS + sum of ln(1 + l n_i) + ln(sum of w_i)`. Where no subject repeats, l cannot be told
 * and is 0; where no subject varies by more than rounding, it is beyond all bounds, and every subject counts once.
 * @param rounding the spread that equal differences can have, see `roundingOf`
 */
export function mixedModel(values: Float64Array, { of, names }: Labels, rounding = 0): MixedModel {
  const [n, clusters] = [values.length, names.length];
  const sizes = new Float64Array(clusters);
  const means = new Float64Array(clusters);
  for (let i = 0; i < n; i++) sizes[of[i]]++;
  // About the grand mean, so that no digit is lost where it is large beside the spread.
  const centre = mean(values);
  for (let i = 0; i < n; i++) means[of[i]] += (values[i] - centre) / sizes[of[i]];
  const largest = values.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
  const spreadOfRounding = Math.max(rounding, 2 * Number.EPSILON * largest);
  let inside = 0;
  for (let i = 0; i < n; i++) inside += (values[i] - centre - means[of[i]]) ** 2;

  /** The fit at a ratio of the variances, its criterion and the slope of that. */
  const at = (ratio: number) => {
    let [weights, squaredWeights, weighted, logs] = [0, 0, 0, 0];
    for (let g = 0; g < clusters; g++) {
      const weight = sizes[g] / (1 + ratio * sizes[g]);
      weights += weight;
      squaredWeights += weight * weight;
      weighted += weight * means[g];
      logs += Math.log1p(ratio * sizes[g]);
    }
    const mu = weighted / weights;
    let [squares, fall] = [inside, 0];
    for (let g = 0; g < clusters; g++) {
      const weight = sizes[g] / (1 + ratio * sizes[g]);
      const part = weight * (means[g] - mu) ** 2;
      squares += part;
      fall += weight * part;
    }
    return {
      mu,
      weights,
      variance: squares / (n - 1),
      criterion: (n - 1) * Math.log(squares) + logs + Math.log(weights),
      slope: weights - squaredWeights / weights - ((n - 1) * fall) / squares,
    };
  };
  const settle = (): Fit => {
    if (inside <= n * spreadOfRounding ** 2 && clusters < n) return betweenAlone(means);
    const ratio = clusters === n ? 0 : leastOf(at);
    const { mu, weights, variance } = at(ratio);
    return {
      mu,
      standardError: Math.sqrt(variance / weights),
      between: Math.sqrt(ratio * variance),
      within: Math.sqrt(variance),
    };
  };
  const { mu, standardError, between, within } = settle();
  const [value, df] = [centre + mu, clusters - 1];
  const t = value / standardError;
  const reach = studentTQuantile((1 + intervalLevel()) / 2, df) * standardError;
  return {
    clusters,
    mean: value,
    standardError,
    df,
    t,
    ...pValuesFromLogTails(logStudentTTail(t, df), logStudentTTail(-t, df)),
    ci95: [value - reach, value + reach],
    between,
    within,
    icc: between ** 2 / (between ** 2 + within ** 2),
  };
}

interface Fit {
  readonly mu: number;
  readonly standardError: number;
  readonly between: number;
  readonly within: number;
}

/** Where each subject's observations are all alike, every subject counts once. */
function betweenAlone(means: Float64Array): Fit {
  const between = standardDeviation(means, 1);
  return { mu: mean(means), standardError: between / Math.sqrt(means.length), between, within: 0 };
}

/** Where a criterion of l >= 0 is least: 0, or the root of its slope about the best of a grid in ln l. */
function leastOf(at: (ratio: number) => { readonly criterion: number; readonly slope: number }): number {
  const grid = Array.from({ length: 81 }, (_, i) => (i - 40) / 2);
  const best = grid.reduce((found, ln) =>
    at(Math.exp(ln)).criterion < at(Math.exp(found)).criterion ? ln : found,
  );
  const root = rootBetween((ln) => at(Math.exp(ln)).slope, best - 0.5, best + 0.5);
  if (Number.isNaN(root)) return 0; // the criterion rises from 0 on
  return at(0).criterion <= at(Math.exp(root)).criterion ? 0 : Math.exp(root);
}
