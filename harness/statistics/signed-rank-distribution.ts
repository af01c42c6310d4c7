import { logComplement } from '../numeric/incomplete-beta.ts';
import { InputError } from '../numeric/input-error.ts';

/** The most ranks for which counts keep their precision in scaled doubles; see `countPatterns`. */
export const MOST_EXACT_RANKS = 2000;

/**
 * ln P(W <= w) and ln P(W >= w) for the sum W of the ranks that get a plus when every sign is a fair coin:
 * the exact permutation distribution given the ranks, ties and all.
 * @param ranks positive multiples of 1/2, such as midranks
 * @throws InputError for more ranks than the scaled counts can hold.
 */
export function logSignedRankTails(ranks: ArrayLike<number>, w: number): { lower: number; upper: number } {
  const n = ranks.length;
  if (n > MOST_EXACT_RANKS) {
    throw new InputError({
      where: 'signed-rank test',
      expected: `at most ${MOST_EXACT_RANKS} non-zero differences for the exact method`,
      got: `${n}`,
      remedy: 'use the asymptotic method, which agrees to many digits there',
    });
  }
  // Doubled midranks are integers; without ties single ones are, at half the work.
  const unit = Array.prototype.every.call(ranks, (rank) => Number.isInteger(rank)) ? 1 : 2;
  const weights = Array.from(ranks, (rank) => Math.round(rank * unit)).sort((a, b) => a - b);
  const total = weights.reduce((all, weight) => all + weight, 0);
  const at = w * unit;
  // The distribution is symmetric, so both tails are found from the shorter one.
  if (at <= total / 2) {
    const { inclusive, exclusive } = lowerTail(weights, Math.floor(at), Number.isInteger(at));
    return { lower: inclusive, upper: logComplement(exclusive) };
  }
  const mirrored = total - at;
  const { inclusive, exclusive } = lowerTail(weights, Math.floor(mirrored), Number.isInteger(mirrored));
  return { lower: logComplement(exclusive), upper: inclusive };
}

/**
 * ln P(W <= s) for s = 0 .. `limit`, for the ranks 1 .. n less the first `skipped`: a whole tail at the cost of one.
 * @param n at most MOST_EXACT_RANKS
 */
export function logLowerTails(n: number, skipped: number, limit: number): Float64Array {
  const weights = Array.from({ length: n - skipped }, (_, i) => skipped + 1 + i);
  const { counts, exponent } = countPatterns(weights, limit);
  let below = 0;
  return counts.map((count) => {
    below += count;
    return Math.min(0, Math.log(below) + exponent);
  });
}

/** ln P(W <= limit), and ln P(W < limit) where `limit` itself is a value of W. */
function lowerTail(
  weights: readonly number[],
  limit: number,
  attained: boolean,
): { inclusive: number; exclusive: number } {
  const { counts, exponent } = countPatterns(weights, limit);
  let below = 0;
  for (let s = 0; s < limit; s++) below += counts[s];
  const inclusive = Math.min(0, Math.log(below + counts[limit]) + exponent);
  return { inclusive, exclusive: attained ? Math.min(0, Math.log(below) + exponent) : inclusive };
}

/**
 * Counts of sign patterns by sum, one rank after another, only up to `limit`; a count times exp(`exponent`) is a
 * probability. They reach 2^n, so after 1000 ranks all are scaled by 2^-1000: the least of them, 1, then still is a
 * normal number, and up to 2000 ranks nothing overflows or is lost.
 */
function countPatterns(
  weights: readonly number[],
  limit: number,
): { counts: Float64Array; exponent: number } {
  const counts = new Float64Array(limit + 1);
  counts[0] = 1;
  let reached = 0;
  let scaled = 0;
  weights.forEach((weight, k) => {
    if (k === 1000) {
      for (let s = 0; s <= limit; s++) counts[s] *= 2 ** -1000;
      scaled = 1000;
    }
    reached = Math.min(limit, reached + weight);
    addRank(counts, weight, reached);
  });
  return { counts, exponent: (scaled - weights.length) * Math.LN2 };
}

/** Adds the patterns in which this rank gets a plus; a function of its own so that it is compiled early. */
function addRank(counts: Float64Array, weight: number, reached: number): void {
  for (let s = reached; s >= weight; s--) counts[s] += counts[s - weight];
}
