import { normalQuantile } from '../numeric/normal.ts';
import { CONFIDENCE, type Estimate } from './estimate.ts';
import { signedRank } from './signed-rank.ts';

const Z95 = normalQuantile((1 + CONFIDENCE) / 2);

/**
 * The matched-pairs rank-biserial correlation (W+ - W-) / (W+ + W-) of the non-zero differences (Kerby 2014).
 *
 * Interval: W+ counts the pairs with d_i + d_j > 0, so that the variance is that of a U-statistic (Hoeffding's
 * projection), on Fisher's z scale. Where all differences have one sign that variance is 0; the interval then
 * is what the binomial allows: the share pi of that sign is above 0.025^(1/n), and r at least 2 pi^2 - 1.
 * With no difference but zeros the value is 0 and the interval [-1, 1].
 */
export function rankBiserial(differences: Float64Array): Estimate {
  const used = differences.filter((d) => d !== 0);
  if (used.length === 0) return { value: 0, ci95: [-1, 1] };
  const { wPlus, wMinus } = signedRank(used, { method: 'asymptotic', zeros: 'wilcox', correction: false });
  const value = (wPlus - wMinus) / (wPlus + wMinus);
  if (wPlus === 0 || wMinus === 0) {
    const share = ((1 - CONFIDENCE) / 2) ** (1 / used.length);
    const bound = 2 * share * share - 1;
    return { value, ci95: value > 0 ? [bound, 1] : [-1, -bound] };
  }
  const reach = (Z95 * standardError(used)) / (1 - value * value);
  const centre = Math.atanh(value);
  return { value, ci95: [Math.tanh(centre - reach), Math.tanh(centre + reach)] };
}

/** Of r = 2 P(d_i + d_j > 0) - 1: 4 sd(h) / sqrt(n), h_i the share of pairs of i with a positive sum. */
function standardError(differences: Float64Array): number {
  const n = differences.length;
  const sorted = Float64Array.from(differences).sort();
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
