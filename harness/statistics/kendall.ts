import { ascendingOrder } from '../numeric/ascending-order.ts';
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
  const order = ascendingOrder(x);
  const [byX, inOrder] = [taken(x, order), taken(y, order)];
  sortWithinTies(byX, inOrder);
  const tiedX = tiesOf(n, (i) => byX[i] === byX[i - 1]);
  const tiedBoth = tiesOf(n, (i) => byX[i] === byX[i - 1] && inOrder[i] === inOrder[i - 1]);
  const [sorted, discordant] = sortCounting(inOrder);
  const tiedY = tiesOf(n, (i) => sorted[i] === sorted[i - 1]);
  const all = pairsOf(n);
  const [untiedX, untiedY] = [all - tiedX.pairs, all - tiedY.pairs];
  assertVaries('correlation: column x', untiedX, 'values');
  assertVaries('correlation: column y', untiedY, 'values');
  const score = all - tiedX.pairs - tiedY.pairs + tiedBoth.pairs - 2 * discordant;
  const tau = Math.max(-1, Math.min(1, score / Math.sqrt(untiedX) / Math.sqrt(untiedY)));
  const exact = untiedX === all && untiedY === all && n <= MOST_EXACT_POINTS;
  const log = exact ? exactLogP(n, discordant) : asymptoticLogP(n, score, tiedX, tiedY);
  return { tau, p: Math.exp(log), log10p: log / Math.LN10 + 0, method: exact ? 'exact' : 'asymptotic' };
}

function taken(values: Float64Array, order: Uint32Array): Float64Array {
  const result = new Float64Array(order.length);
  for (let k = 0; k < order.length; k++) result[k] = values[order[k]];
  return result;
}

/** Sorts the values of `y` that stand at equal ones of `x`, which ascends. */
function sortWithinTies(x: Float64Array, y: Float64Array): void {
  for (let start = 0; start < x.length; ) {
    let end = start + 1;
    while (end < x.length && x[end] === x[start]) end++;
    if (end > start + 1) y.subarray(start, end).sort();
    start = end;
  }
}

/** Sums over the groups of ties, of sizes t. */
interface TieSums {
  /** t (t - 1) / 2. */
  readonly pairs: number;
  /** t (t - 1) (t - 2). */
  readonly triples: number;
  /** t (t - 1) (2 t + 5). */
  readonly weighted: number;
}

/** Of the runs of neighbours that `same` joins. */
function tiesOf(n: number, same: (i: number) => boolean): TieSums {
  let [pairs, triples, weighted] = [0, 0, 0];
  for (let start = 0, i = 1; i <= n; i++) {
    if (i < n && same(i)) continue;
    const t = i - start;
    pairs += pairsOf(t);
    triples += t * (t - 1) * (t - 2);
    weighted += t * (t - 1) * (2 * t + 5);
    start = i;
  }
  return { pairs, triples, weighted };
}

function pairsOf(size: number): number {
  return (size * (size - 1)) / 2;
}

/** Runs that are sorted by insertion before the first merge. */
const RUN = 12;

/** The values sorted by merging runs, and the inversions counted on the way. */
function sortCounting(values: Float64Array): [sorted: Float64Array, inversions: number] {
  const n = values.length;
  let [from, to]: [Float64Array, Float64Array] = [values, new Float64Array(n)];
  let inversions = insertionInversions(from);
  for (let width = RUN; width < n; width *= 2) {
    for (let start = 0; start < n; start += 2 * width) {
      const [middle, end] = [Math.min(start + width, n), Math.min(start + 2 * width, n)];
      let [i, j, k] = [start, middle, start];
      while (i < middle && j < end) {
        const [left, right] = [from[i], from[j]];
        if (left <= right) {
          to[k++] = left;
          i++;
        } else {
          to[k++] = right;
          j++;
          inversions += middle - i;
        }
      }
      while (i < middle) to[k++] = from[i++];
      while (j < end) to[k++] = from[j++];
    }
    [from, to] = [to, from];
  }
  return [from, inversions];
}

/** Sorts each run in place and counts the steps. */
function insertionInversions(values: Float64Array): number {
  let steps = 0;
  for (let i = 0; i < values.length; i++) {
    const value = values[i];
    const start = i - (i % RUN);
    let k = i;
    for (; k > start && values[k - 1] > value; k--) values[k] = values[k - 1];
    values[k] = value;
    steps += i - k;
  }
  return steps;
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
function asymptoticLogP(n: number, score: number, x: TieSums, y: TieSums): number {
  const variance =
    (n * (n - 1) * (2 * n + 5) - x.weighted - y.weighted) / 18 +
    (2 * x.pairs * y.pairs) / (n * (n - 1)) +
    (n > 2 ? (x.triples * y.triples) / (9 * n * (n - 1) * (n - 2)) : 0);
  return Math.min(0, Math.LN2 + logNormalTail(Math.abs(score) / Math.sqrt(variance)));
}
