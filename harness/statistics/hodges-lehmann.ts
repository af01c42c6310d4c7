import { ascendingValues } from '../numeric/ascending-order.ts';
import { normalQuantileOfLogTail } from '../numeric/normal.ts';
import { assertEnough } from './differences.ts';
import { logLowerTails } from './signed-rank-distribution.ts';

/**
 * The Hodges-Lehmann estimate, the median of the Walsh averages (d_i + d_j) / 2 over i <= j, with the interval
 * of the shifts that the signed-rank test does not reject (Hodges & Lehmann 1963; Hollander & Wolfe, 3.3).
 * Its ends are Walsh averages; the test's null distribution is that without ties.
 */
export function hodgesLehmann(
  differences: Float64Array,
  method: 'exact' | 'asymptotic',
  confidence: number,
): { readonly value: number; readonly interval: readonly [low: number, high: number] } {
  const n = differences.length;
  assertEnough('Hodges-Lehmann estimate', n, 1);
  const sorted = ascendingValues(differences);
  const walsh = (n * (n + 1)) / 2;
  const value =
    (walshAverage(sorted, Math.ceil(walsh / 2)) + walshAverage(sorted, Math.floor(walsh / 2) + 1)) / 2;
  const accepted = largestAccepted(n, method, (1 - confidence) / 2);
  // Where even the extreme statistic is not rejected, no shift is.
  if (accepted >= walsh) return { value, interval: [-Infinity, Infinity] };
  return { value, interval: [walshAverage(sorted, walsh - accepted), walshAverage(sorted, accepted + 1)] };
}

/** The greatest W+ with P(W >= W+) above `alpha`; exactly, where W lies as far from the other end of its range. */
function largestAccepted(n: number, method: 'exact' | 'asymptotic', alpha: number): number {
  const total = (n * (n + 1)) / 2;
  const limit = Math.log(alpha);
  if (method === 'exact') {
    return total - logLowerTails(n, 0, Math.floor(total / 2)).findIndex((tail) => tail > limit);
  }
  const deviation = Math.sqrt((total * (2 * n + 1)) / 12);
  return Math.ceil(total / 2 + normalQuantileOfLogTail(limit) * deviation) - 1;
}

/** The k-th smallest Walsh average (from 1) of sorted values, by bisection on its value and O(n) counts. */
function walshAverage(sorted: Float64Array, k: number): number {
  let [lo, hi] = [sorted[0], sorted[sorted.length - 1]];
  if (countUpTo(sorted, lo) >= k) return lo;
  for (;;) {
    const middle = lo + (hi - lo) / 2;
    if (middle <= lo || middle >= hi) return hi;
    if (countUpTo(sorted, middle) >= k) hi = middle;
    else lo = middle;
  }
}

/** Walsh averages at or below `limit`. */
function countUpTo(sorted: Float64Array, limit: number): number {
  let count = 0;
  let j = sorted.length - 1;
  for (let i = 0; i < sorted.length; i++) {
    while (j >= 0 && (sorted[i] + sorted[j]) / 2 > limit) j--;
    if (j < i) break;
    count += j - i + 1;
  }
  return count;
}
