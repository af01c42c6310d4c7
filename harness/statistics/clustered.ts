import { InputError } from '../numeric/input-error.ts';
import { mean, sum } from '../numeric/moments.ts';
import { logStudentTTail, studentTQuantile } from '../numeric/student-t.ts';
import { clusterSizes, clusterSums, type Labels } from './clustering.ts';
import type { Estimate } from './estimate.ts';
import { intervalLevel } from './interval-level.ts';
import { type PValues, pValuesFromLogTails } from './p-values.ts';

/** A mean whose standard error lets members of a cluster depend on each other. */
export interface ClusteredMean extends Estimate, PValues {
  readonly standardError: number;
  /** Satterthwaite's degrees of freedom; below about 4 the interval is a rough guide. */
  readonly df: number;
  readonly t: number;
  readonly clusters: number;
  /** Variance over that of as many independent observations. */
  readonly designEffect: number;
}

/**
 * Mean with the bias-reduced cluster-robust variance CR2 and Satterthwaite's degrees of freedom (Bell &
 * McCaffrey 2002; Pustejovsky & Tipton 2018, working model of independence), closed for an intercept alone:
 * with cluster sizes n_g of N and residual sums S_g, Var = sum of S_g^2 / (1 - n_g / N) over N^2, and
 * df = 1 / (sum of (n_g / N)^2 + ((sum of w_g)^2 - sum of w_g^2) / N^4), w_g = n_g^2 / (1 - n_g / N).
 *
 * With every cluster of size 1 it is the t interval of the mean.
 * @throws InputError for fewer than two clusters.
 */
export function clusteredMean(values: Float64Array, clusters: Labels): ClusteredMean {
  const count = clusters.names.length;
  if (count < 2) {
    throw new InputError({
      where: 'clustered mean',
      expected: 'at least 2 clusters',
      got: `${count}`,
      remedy: 'give a pattern that tells subjects apart',
    });
  }
  const total = values.length;
  const value = mean(values);
  let [variance, shares, weights, squaredWeights] = [0, 0, 0, 0];
  const deviations = new Float64Array(total);
  for (let i = 0; i < total; i++) deviations[i] = values[i] - value;
  const [sizes, residuals] = [clusterSizes(clusters), clusterSums(deviations, clusters)];
  for (let g = 0; g < count; g++) {
    const [size, residual] = [sizes[g], residuals[g]];
    const share = size / total;
    const weight = size ** 2 / (1 - share);
    variance += residual ** 2 / (1 - share) / total ** 2;
    shares += share ** 2;
    weights += weight;
    squaredWeights += weight ** 2;
  }
  const df = 1 / (shares + (weights ** 2 - squaredWeights) / total ** 4);
  const standardError = Math.sqrt(variance);
  const reach = studentTQuantile((1 + intervalLevel()) / 2, df) * standardError;
  const squares = sum(deviations.map((deviation) => deviation ** 2));
  return {
    value,
    ci95: [value - reach, value + reach],
    standardError,
    df,
    ...tTest(value, standardError, df),
    clusters: count,
    designEffect: squares > 0 ? variance / (squares / (total - 1) / total) : 1,
  };
}

/** The mean of each cluster, one observation a subject, in order of first appearance. */
export function clusterMeans(values: Float64Array, clusters: Labels): Float64Array {
  const sizes = clusterSizes(clusters);
  return clusterSums(values, clusters).map((total, g) => total / sizes[g]);
}

/** t = value / standardError with its p values; a standard error of 0 decides by the sign alone. */
export function tTest(value: number, standardError: number, df: number): { readonly t: number } & PValues {
  if (value === 0) return { t: 0, ...pValuesFromLogTails(-Math.LN2, -Math.LN2) };
  const t = value / standardError;
  if (!Number.isFinite(t)) {
    return { t, ...pValuesFromLogTails(t > 0 ? -Infinity : 0, t > 0 ? 0 : -Infinity) };
  }
  return { t, ...pValuesFromLogTails(logStudentTTail(t, df), logStudentTTail(-t, df)) };
}
