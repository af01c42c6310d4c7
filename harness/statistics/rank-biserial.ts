import { ascendingValues } from '../numeric/ascending-order.ts';
import { normalQuantile } from '../numeric/normal.ts';
import type { Estimate } from './estimate.ts';
import { intervalLevel } from './interval-level.ts';
import { leastShare } from './least-share.ts';
import { signedRank } from './signed-rank.ts';

/** Of the interval's ends, in standard errors. */
const reachZ = () => normalQuantile((1 + intervalLevel()) / 2);

/**
 * The matched-pairs rank-biserial correlation (W+ - W-) / (W+ + W-) of the non-zero differences (Kerby 2014).
 *
 * Interval: W+ counts the pairs with d_i + d_j > 0, so that the variance is that of a U-statistic (Hoeffding's
 * projection), on Fisher's z scale. That variance is not to be had from a handful of differences of the rarer
 * sign; where they are under five and at most a tenth (or a single one), the interval is what the binomial
 * allows: the share pi of the other sign lies above its Clopper-Pearson bound, and r between 2 pi^2 - 1 and 1.
 * With no difference but zeros the value is 0; then, and for two differences of either sign, it is [-1, 1].
 */
export function rankBiserial(differences: Float64Array): Estimate {
  const used = differences.filter((d) => d !== 0);
  const n = used.length;
  if (n === 0) return { value: 0, ci95: [-1, 1] };
  const { wPlus, wMinus } = signedRank(used, { method: 'asymptotic', zeros: 'wilcox', correction: false });
  const value = (wPlus - wMinus) / (wPlus + wMinus);
  const positive = used.filter((d) => d > 0).length;
  const rarer = Math.min(positive, n - positive);
  if (n === 2 && rarer === 1) return { value, ci95: [-1, 1] };
  if (rarer < 5 && rarer <= Math.max(1, n / 10)) {
    const bound = 2 * leastShare(n - rarer, n) ** 2 - 1;
    return { value, ci95: positive > n - positive ? [bound, 1] : [-1, -bound] };
  }
  const reach = (reachZ() * standardError(used)) / (1 - value * value);
  const centre = Math.atanh(value);
  return { value, ci95: [Math.tanh(centre - reach), Math.tanh(centre + reach)] };
}

/** Of r = 2 P(d_i + d_j > 0) - 1: 4 sd(h) / sqrt(n), h_i the share of pairs of i with a positive sum. */
function standardError(differences: Float64Array): number {
  const n = differences.length;
  const sorted = ascendingValues(differences);
  let [total, squares] = [0, 0];
  // As d_i falls, -d_i rises through the sorted values: one pass instead of a search for each.
  let [below, upTo] = [0, 0];
  for (let i = n - 1; i >= 0; i--) {
    while (below < n && sorted[below] < -sorted[i]) below++;
    while (upTo < n && sorted[upTo] <= -sorted[i]) upTo++;
    const share = 1 - (below + upTo) / (2 * n);
    total += share;
    squares += share * share;
  }
  return 4 * Math.sqrt(Math.max(0, squares - (total * total) / n) / (n - 1) / n);
}
