import { centred, mean } from '../numeric/moments.ts';
import { studentTQuantile } from '../numeric/student-t.ts';
import { withP } from './correlation.ts';
import { assertEnough, assertVaries } from './differences.ts';
import type { Estimate } from './estimate.ts';
import { intervalLevel } from './interval-level.ts';

/** A straight line through points, y = intercept + slope x. */
export interface LinearFit {
  readonly n: number;
  readonly slope: Estimate & { readonly standardError: number };
  readonly intercept: Estimate & { readonly standardError: number };
  /** Share of y's variance that the line explains; 1 where y is constant, since the line then is exact. */
  readonly r2: number;
  /** Two-sided, of slope 0. */
  readonly p: number;
  readonly log10p: number;
  /** Standard deviation of the residuals, n - 2. */
  readonly residualSd: number;
}

/** What a line says at one x: the mean there, and where one new point falls, each with 95 % unless asked otherwise. */
export interface Prediction {
  readonly x: number;
  readonly value: number;
  readonly confidence: readonly [low: number, high: number];
  readonly prediction: readonly [low: number, high: number];
}

/**
 * Ordinary least squares with the intervals of Student's t on n - 2 degrees of freedom.
 * @throws InputError for fewer than three points or an x that does not vary.
 */
export function linearFit(x: Float64Array, y: Float64Array): LinearFit {
  const { n, xBar, yBar, sxx, slope, residual, syy } = sums(x, y);
  const df = n - 2;
  const residualSd = Math.sqrt(residual / df);
  const quantile = studentTQuantile((1 + intervalLevel()) / 2, df);
  const intercept = yBar - slope * xBar;
  const explained = syy > 0 ? Math.max(0, 1 - residual / syy) : 1;
  const slopeError = residualSd / Math.sqrt(sxx);
  const interceptError = residualSd * Math.sqrt(1 / n + (xBar * xBar) / sxx);
  const r = syy > 0 ? Math.min(1, Math.abs(slope) * Math.sqrt(sxx / syy)) : 0;
  const { p, log10p } = withP(r, syy > 0 ? residual / syy : 1, df);
  return {
    n,
    slope: estimate(slope, slopeError, quantile),
    intercept: estimate(intercept, interceptError, quantile),
    r2: explained,
    p,
    log10p,
    residualSd,
  };
}

/** The line's confidence and prediction intervals at the points `at`. */
export function predict(x: Float64Array, y: Float64Array, at: ArrayLike<number>): readonly Prediction[] {
  const { n, xBar, yBar, sxx, slope, residual } = sums(x, y);
  const sd = Math.sqrt(residual / (n - 2));
  const quantile = studentTQuantile((1 + intervalLevel()) / 2, n - 2);
  return Array.from(at, (point) => {
    const value = yBar + slope * (point - xBar);
    const leverage = 1 / n + (point - xBar) ** 2 / sxx;
    return {
      x: point,
      value,
      confidence: around(value, sd * Math.sqrt(leverage), quantile),
      prediction: around(value, sd * Math.sqrt(1 + leverage), quantile),
    };
  });
}

interface Sums {
  readonly n: number;
  readonly xBar: number;
  readonly yBar: number;
  readonly sxx: number;
  readonly syy: number;
  readonly slope: number;
  /** Sum of squared residuals. */
  readonly residual: number;
}

function sums(x: Float64Array, y: Float64Array): Sums {
  const n = x.length;
  assertEnough('linear fit', n, 3);
  const [xBar, yBar] = [mean(x), mean(y)];
  let [sxx, sxy, syy] = [0, 0, 0];
  const [a, b] = [centred(x), centred(y)];
  for (let i = 0; i < n; i++) {
    sxx += a[i] ** 2;
    sxy += a[i] * b[i];
    syy += b[i] ** 2;
  }
  assertVaries('linear fit: x', x.some((value) => value !== x[0]) ? sxx : 0, 'values');
  const slope = sxy / sxx;
  let residual = 0;
  for (let i = 0; i < n; i++) residual += (b[i] - slope * a[i]) ** 2;
  return { n, xBar, yBar, sxx, syy, slope, residual };
}

function estimate(value: number, standardError: number, quantile: number) {
  return { value, ci95: around(value, standardError, quantile), standardError };
}

function around(value: number, standardError: number, quantile: number): readonly [number, number] {
  return [value - quantile * standardError, value + quantile * standardError];
}
