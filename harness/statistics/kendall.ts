import { logNormalTail } from '../numeric/normal.ts';
import { assertVaries } from './differences.ts';

/** The largest number of untied points for which the permutation distribution is enumerated (SciPy's limit). */
const MOST_EXACT_POINTS = 33;

/** Kendall's tau-b with its two-sided p value. */
export interface Kendall {
  readonly tau: number;
  readonly p: number;
  readonly log10p: number;
  readonly method: 'exact' | 'asymptotic';
}

/**
 * Kendall's tau-b: concordant less discordant pairs over the geometric mean of the pairs that each column does
 * not tie (Kendall 1945), counted in O(n log n) after Knight (1966). p: the exact distribution of the number
 * of inversions for up to 33 untied points, else normal with the variance for ties.
 * @throws InputError when a column does not vary.
 */
export function kendall(x: Float64Array, y: Float64Array): Kendall {
  const n = x.length;
  const order = Uint32Array.from({ length: n }, (_, i) => i).sort((a, b) => x[a] - x[b] || y[a] - y[b]);
  const byX = Float64Array.from(order, (i) => x[i]);
  const inOrder = Float64Array.from(order, (i) => y[i]);
  const tiedX = runs(n, (i) => byX[i] === byX[i - 1]);
  const tiedBoth = runs(n, (i) => byX[i] === byX[i - 1] && inOrder[i] === inOrder[i - 1]);
  const discordant = sortCounting(inOrder);
  const tiedY = runs(n, (i) => inOrder[i] === inOrder[i - 1]);
  const all = pairs([n]);
  const [untiedX, untiedY] = [all - pairs(tiedX), all - pairs(tiedY)];
  assertVaries('correlation: column x', untiedX, 'values');
  assertVaries('correlation: column y', untiedY, 'values');
  const score = all - pairs(tiedX) - pairs(tiedY) + pairs(tiedBoth) - 2 * discordant;
  const tau = Math.max(-1, Math.min(1, score / Math.sqrt(untiedX) / Math.sqrt(untiedY)));
  const exact = untiedX === all && untiedY === all && n <= MOST_EXACT_POINTS;
  const log = exact ? exactLogP(n, discordant) : asymptoticLogP(n, score, tiedX, tiedY);
  return { tau, p: Math.exp(log), log10p: log / Math.LN10 + 0, method: exact ? 'exact' : 'asymptotic' };
}

/** Sizes of the runs of neighbours that `same` joins. */
function runs(n: number, same: (i: number) => boolean): number[] {
  const sizes: number[] = [];
  for (let i = 0; i < n; i++) {
    if (i > 0 && same(i)) sizes[sizes.length - 1]++;
    else sizes.push(1);
  }
  return sizes;
}

function pairs(sizes: readonly number[]): number {
  return sizes.reduce((total, t) => total + (t * (t - 1)) / 2, 0);
}

/** Sorts in place by merging and counts the inversions on the way. */
function sortCounting(values: Float64Array): number {
  const n = values.length;
  const merged = new Float64Array(n);
  let inversions = 0;
  for (let width = 1; width < n; width *= 2) {
    for (let start = 0; start + width < n; start += 2 * width) {
      const [middle, end] = [start + width, Math.min(start + 2 * width, n)];
      let [i, j] = [start, middle];
      for (let k = start; k < end; k++) {
        if (j >= end || (i < middle && values[i] <= values[j])) merged[k] = values[i++];
        else {
          inversions += middle - i;
          merged[k] = values[j++];
        }
      }
      values.set(merged.subarray(start, end), start);
    }
  }
  return inversions;
}

/** Twice the share of orders with at most as many inversions, on the shorter side. */
function exactLogP(n: number, discordant: number): number {
  const limit = Math.min(discordant, (n * (n - 1)) / 2 - discordant);
  let shares = new Float64Array(limit + 1);
  shares[0] = 1;
  for (let size = 2; size <= n; size++) {
    // A new last place makes 0 .. size - 1 inversions, each with the same chance.
    const next = new Float64Array(limit + 1);
    let running = 0;
    for (let k = 0; k <= limit; k++) {
      running += shares[k] - (k >= size ? shares[k - size] : 0);
      next[k] = running / size;
    }
    shares = next;
  }
  return Math.min(0, Math.log(2 * shares.reduce((total, share) => total + share, 0)));
}

/** Normal with the null variance of the score under ties (Kendall 1970, chapter 5). */
function asymptoticLogP(n: number, score: number, x: readonly number[], y: readonly number[]): number {
  const power = (sizes: readonly number[], of: (t: number) => number) =>
    sizes.reduce((total, t) => total + t * (t - 1) * of(t), 0);
  const five = (t: number) => 2 * t + 5;
  const variance =
    (n * (n - 1) * five(n) - power(x, five) - power(y, five)) / 18 +
    (2 * pairs(x) * pairs(y)) / (n * (n - 1)) +
    (n > 2 ? (power(x, (t) => t - 2) * power(y, (t) => t - 2)) / (9 * n * (n - 1) * (n - 2)) : 0);
  return Math.min(0, Math.LN2 + logNormalTail(Math.abs(score) / Math.sqrt(variance)));
}
