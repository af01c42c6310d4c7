import { InputError } from '../numeric/input-error.ts';

/** The most values, of both groups, whose permutations are counted. */
const MOST_EXACT_VALUES = 100;

/**
 * ln P(W <= w) and ln P(W >= w) for the sum W of `m` of the ranks, all choices being equally likely: the exact
 * permutation distribution given the ranks, ties and all.
 * @param ranks of all values, multiples of 1/2
 * @throws InputError for more values than can be counted.
 */
export function logRankSumTails(ranks: Float64Array, m: number, w: number): { lower: number; upper: number } {
  const N = ranks.length;
  if (N > MOST_EXACT_VALUES) {
    throw new InputError({
      where: 'rank-sum test',
      expected: `at most ${MOST_EXACT_VALUES} values for the exact method`,
      got: `${N}`,
      remedy: 'use the asymptotic method, which agrees to several digits there',
    });
  }
  const weights = Array.from(ranks, (rank) => Math.round(2 * rank));
  const most = weights
    .toSorted((a, b) => b - a)
    .slice(0, m)
    .reduce((sum, weight) => sum + weight, 0);
  const width = most + 1;
  // counts[k * width + s]: choices of k ranks that sum to s / 2.
  const counts = new Float64Array((m + 1) * width);
  counts[0] = 1;
  weights.forEach((weight, i) => {
    for (let k = Math.min(m, i + 1); k > 0; k--) {
      const [to, from] = [k * width, (k - 1) * width - weight];
      for (let s = weight; s < width; s++) counts[to + s] += counts[from + s];
    }
  });
  const at = Math.round(2 * w);
  let [below, above, all] = [0, 0, 0];
  for (let s = 0; s < width; s++) {
    const count = counts[m * width + s];
    all += count;
    if (s <= at) below += count;
    if (s >= at) above += count;
  }
  return { lower: Math.min(0, Math.log(below / all)), upper: Math.min(0, Math.log(above / all)) };
}
