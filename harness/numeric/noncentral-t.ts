import { chiExpectation } from './chi-expectation.ts';
import { normalTail } from './normal.ts';

/**
 * P(T <= t) of the noncentral t with `df` degrees of freedom and noncentrality `delta`: the mean of
 * Phi(t S - delta) over S = sqrt(chi-square / df). Absolute error below 1e-13 for df >= 1.
 */
export function noncentralTCdf(t: number, df: number, delta: number): number {
  return chiExpectation(df, (s) => normalTail(delta - t * s), 1 / Math.max(Math.abs(t), 1));
}

/** P(T > t) of the noncentral t; as accurate in the upper tail as the distribution function in the lower. */
export function noncentralTTail(t: number, df: number, delta: number): number {
  return chiExpectation(df, (s) => normalTail(t * s - delta), 1 / Math.max(Math.abs(t), 1));
}
