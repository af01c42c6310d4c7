import { logGammaHalfStep } from '../numeric/log-gamma.ts';
import { mean, standardDeviation, variance } from '../numeric/moments.ts';
import { noncentralityInterval } from '../numeric/noncentrality-interval.ts';
import { normalQuantile } from '../numeric/normal.ts';
import { assertVaries } from './differences.ts';
import type { Estimate } from './estimate.ts';
import { intervalLevel } from './interval-level.ts';

/** Of the interval's ends, in standard errors. */
const reachZ = () => normalQuantile((1 + intervalLevel()) / 2);

/**
 * Cohen's d of two arms as if independent: the difference of means over the pooled standard deviation, n - 1
 * each. Interval: inversion of the noncentral t (Steiger & Fouladi 1997).
 * @throws InputError when neither arm varies.
 */
export function pooledD(x: Float64Array, y: Float64Array): Estimate {
  const df = x.length + y.length - 2;
  const pooled = ((x.length - 1) * variance(x, 1) + (y.length - 1) * variance(y, 1)) / df;
  assertVaries('effect size: pooled d', pooled, 'arms');
  const scale = Math.sqrt(1 / x.length + 1 / y.length);
  return fromNoncentral(meanGap(x, y) / Math.sqrt(pooled), df, scale);
}

/**
 * Hedges' g: the pooled d without its small-sample bias, by the exact factor
 * J = Gamma(m / 2) / (sqrt(m / 2) Gamma((m - 1) / 2)) of Hedges (1981), which also shrinks the interval.
 */
export function hedgesG(x: Float64Array, y: Float64Array): Estimate {
  const m = x.length + y.length - 2;
  const shrink = Math.exp(logGammaHalfStep((m - 1) / 2) - 0.5 * Math.log(m / 2));
  const { value, ci95 } = pooledD(x, y);
  return { value: value * shrink, ci95: [ci95[0] * shrink, ci95[1] * shrink] };
}

/**
 * d_z: the mean difference over the standard deviation of the differences, n - 1. Interval: inversion of the
 * noncentral t.
 * @param rounding the spread that equal differences can have, see `roundingOf`
 * @throws InputError when the differences do not vary.
 */
export function dz(differences: Float64Array, rounding = 0): Estimate {
  const spread = standardDeviation(differences, 1);
  assertVaries('effect size: d_z', spread, 'differences', rounding);
  const n = differences.length;
  return fromNoncentral(mean(differences) / spread, n - 1, Math.sqrt(1 / n));
}

/**
 * d_av: the mean difference over the average of the two standard deviations (Lakens 2013, eq. 10; Cumming's
 * root mean square of the two is the pooled d's denominator). Interval: large-sample normal, by the delta
 * method under bivariate normality.
 * @throws InputError when neither arm varies.
 */
export function dav(x: Float64Array, y: Float64Array): Estimate {
  const n = x.length;
  const [vx, vy] = [variance(x, 1), variance(y, 1)];
  const average = (Math.sqrt(vx) + Math.sqrt(vy)) / 2;
  assertVaries('effect size: d_av', average, 'arms');
  const value = meanGap(x, y) / average;
  const vd = variance(
    x.map((v, i) => v - y[i]),
    1,
  );
  // Under normality Var(s) = s^2 / (2 (n - 1)) and Cov(s_x, s_y) = r^2 s_x s_y / (2 (n - 1)).
  const covariance = (vx + vy - vd) / 2;
  const shared = vx > 0 && vy > 0 ? covariance ** 2 / Math.sqrt(vx * vy) : 0;
  const averageVariance = (vx + vy + 2 * shared) / (8 * (n - 1));
  const se = Math.sqrt(vd / n + value ** 2 * averageVariance) / average;
  return { value, ci95: [value - reachZ() * se, value + reachZ() * se] };
}

/**
 * Cohen's h of two proportions, 2 asin(sqrt(p1)) - 2 asin(sqrt(p2)). Interval: large-sample normal with the
 * variance 1 / n1 + 1 / n2 of the arcsine transform.
 * @param n1, n2 trials behind each proportion
 */
export function cohensH(p1: number, n1: number, p2: number, n2: number): Estimate {
  const value = 2 * Math.asin(Math.sqrt(p1)) - 2 * Math.asin(Math.sqrt(p2));
  const reach = reachZ() * Math.sqrt(1 / n1 + 1 / n2);
  return { value, ci95: [value - reach, value + reach] };
}

/** mean(x) - mean(y), seen from a value of x, so that a large offset of both takes no digits. */
function meanGap(x: Float64Array, y: Float64Array): number {
  const seen = (values: Float64Array) => mean(values.map((value) => value - x[0]));
  return seen(x) - seen(y);
}

function fromNoncentral(value: number, df: number, scale: number): Estimate {
  const [low, high] = noncentralityInterval(value / scale, df, intervalLevel());
  return { value, ci95: [low * scale, high * scale] };
}
