import { chiExpectation } from './chi-expectation.ts';
import { normalTail } from './normal.ts';
import { rootBetween } from './root.ts';

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

/**
 * The interval of the noncentrality whose ends put (1 - confidence) / 2 beyond the observed t on either side
 * (Steiger & Fouladi 1997, "Noncentrality interval estimation").
 */
export function noncentralityInterval(t: number, df: number, confidence: number): [number, number] {
  const tail = (1 - confidence) / 2;
  const lower = boundary((delta) => noncentralTTail(t, df, delta) - tail, t, -1);
  const upper = boundary((delta) => noncentralTCdf(t, df, delta) - tail, t, 1);
  return [lower, upper];
}

/** The root of `miss` on the given side of t, where it starts positive. */
function boundary(miss: (delta: number) => number, t: number, side: 1 | -1): number {
  let reach = 2 + Math.abs(t) / 4;
  while (miss(t + side * reach) > 0 && reach < 1e6) reach *= 2;
  // The start lies on the other side of t where the distribution's median does.
  let start = 0;
  while (miss(t - side * start) < 0 && start < 1e6) start = 2 * start + 1;
  return rootBetween(miss, t - side * start, t + side * reach);
}
