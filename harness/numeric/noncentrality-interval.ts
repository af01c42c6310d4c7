import { noncentralTCdf, noncentralTTail } from './noncentral-t.ts';
import { rootBetween } from './root.ts';

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
