import { InputError } from '../numeric/input-error.ts';
import { midranks, tieTerm } from '../numeric/midranks.ts';
import { logNormalTail } from '../numeric/normal.ts';
import { assertEnough, assertFiniteValues } from './differences.ts';
import { type PValues, pValuesFromLogs, pValuesFromLogTails } from './p-values.ts';
import { logSignedRankTails } from './signed-rank-distribution.ts';

/** The conventions of a signed-rank test. */
export interface SignedRankOptions {
  /** `exact`: the permutation distribution of the signs given the ranks. `asymptotic`: normal. */
  readonly method: 'exact' | 'asymptotic';
  /**
   * Zero differences: `wilcox` drops them before ranking, `pratt` ranks them and then drops their ranks,
   * `zsplit` ranks them and gives half of their ranks to either sum.
   */
  readonly zeros: 'wilcox' | 'pratt' | 'zsplit';
  /** Move the statistic half a unit towards its mean (asymptotic method). */
  readonly correction: boolean;
}

/** What a signed-rank test says. */
export interface SignedRankResult extends PValues, SignedRankOptions {
  /** All differences. */
  readonly n: number;
  /** Those that are not 0. */
  readonly nonZero: number;
  readonly wPlus: number;
  readonly wMinus: number;
  /** Standardised W+, moved towards 0 where `correction` is on; 0 where no difference is left. */
  readonly z: number;
}

/**
 * Wilcoxon's signed-rank test that the differences are symmetric about 0 (Wilcoxon 1945).
 *
 * The asymptotic variance is corrected for ties, and for Pratt's zeros as in Cureton (1967); `zsplit` counts
 * the zeros as a group of ties, as SciPy does. The exact distribution is conditional on the ranks, so that ties
 * are exact too: without ties it is the tabulated one, with ties that of exactRankTests and coin, whereas SciPy
 * then keeps the table of the untied case. Differences tie where they are equal to the last bit, as in SciPy and R:
 * scores of few digits may lose ties to the rounding of their subtraction. p values come from logarithms of the tails: where a p would
 * underflow, `log10p` still is a number. With no difference but zeros nothing speaks against the hypothesis:
 * z is 0 and every p 1.
 * @throws InputError when there is no difference, one is not finite, the exact method is asked for a continuity
 *   correction (it needs none) or for more than 2000 ranks.
 */
export function signedRank(differences: Float64Array, options: SignedRankOptions): SignedRankResult {
  const { method, zeros, correction } = options;
  assertEnough('signed-rank test', differences.length, 1);
  assertFiniteValues('signed-rank test', differences);
  if (method === 'exact' && correction) rejectExactCorrection();
  const sums = rankSums(differences, zeros);
  const { wPlus, wMinus, nonZeroRanks, variance } = sums;
  const nonZero = nonZeroRanks.length;
  // Both sums have one mean under the hypothesis, half of all ranks that were given out.
  const gap = (wPlus - wMinus) / 2;
  const deviation = Math.sqrt(variance);
  const tested = {
    n: differences.length,
    nonZero,
    wPlus,
    wMinus,
    z: nonZero === 0 ? 0 : (gap - (correction ? Math.sign(gap) / 2 : 0)) / deviation,
    method,
    zeros,
    correction,
  };
  if (nonZero === 0) return { ...tested, ...pValuesFromLogTails(0, 0) };
  if (method === 'asymptotic') return { ...tested, ...asymptotic(gap, deviation, correction ? 0.5 : 0) };
  const { lower, upper } = logSignedRankTails(nonZeroRanks, sums.positive);
  return { ...tested, ...pValuesFromLogTails(upper, lower) };
}

/**
 * The smallest p values that `n` non-zero, untied pairs can give, all of them of one sign: what a printed p
 * cannot fall below.
 */
export function smallestSignedRankP(
  n: number,
  options: Pick<SignedRankOptions, 'method' | 'correction'>,
): { readonly p: Floor; readonly log10p: Floor } {
  const all = Float64Array.from({ length: n }, (_, i) => i + 1);
  const { p, log10p } = signedRank(all, { ...options, zeros: 'wilcox' });
  return {
    p: { twoSided: p.twoSided, oneSided: p.greater },
    log10p: { twoSided: log10p.twoSided, oneSided: log10p.greater },
  };
}

/** The least p of a test by sidedness; one-sided in the direction of the differences. */
export interface Floor {
  readonly twoSided: number;
  readonly oneSided: number;
}

interface RankSums {
  readonly wPlus: number;
  readonly wMinus: number;
  /** The sum of positive differences' ranks alone, without the share of zeros that zsplit adds. */
  readonly positive: number;
  readonly nonZeroRanks: Float64Array;
  /** Variance of W+ under the hypothesis. */
  readonly variance: number;
}

function rankSums(differences: Float64Array, zeros: SignedRankOptions['zeros']): RankSums {
  const ranked = zeros === 'wilcox' ? nonZeroOf(differences) : differences;
  const sizes = new Float64Array(ranked.length);
  for (let i = 0; i < ranked.length; i++) sizes[i] = Math.abs(ranked[i]);
  const { ranks, groups } = midranks(sizes);
  let [positive, negative, count] = [0, 0, 0];
  const nonZero = new Float64Array(ranked.length);
  for (let i = 0; i < ranked.length; i++) {
    if (ranked[i] === 0) continue;
    if (ranked[i] > 0) positive += ranks[i];
    else negative += ranks[i];
    nonZero[count++] = ranks[i];
  }
  const nonZeroRanks = nonZero.subarray(0, count);
  const n = ranked.length;
  const zero = n - nonZeroRanks.length;
  const dropped = zeros === 'pratt' ? zero : 0;
  const ties = tieTerm(dropped > 0 ? groups.slice(1) : groups);
  const share = zeros === 'zsplit' ? (zero * (zero + 1)) / 4 : 0;
  return {
    wPlus: positive + share,
    wMinus: negative + share,
    positive,
    nonZeroRanks,
    variance: (sumOfSquares(n) - sumOfSquares(dropped)) / 4 - ties / 48,
  };
}

function nonZeroOf(differences: Float64Array): Float64Array {
  const kept = new Float64Array(differences.length);
  let count = 0;
  for (let i = 0; i < differences.length; i++) if (differences[i] !== 0) kept[count++] = differences[i];
  return kept.subarray(0, count);
}

/** 1 + 4 + 9 + ... + n^2. */
function sumOfSquares(n: number): number {
  return (n * (n + 1) * (2 * n + 1)) / 6;
}

/** Each alternative moves the statistic towards its mean; the two-sided one from either side, never past it. */
function asymptotic(gap: number, deviation: number, move: number): PValues {
  const tail = (distance: number) => logNormalTail(distance / deviation);
  const twoSided = Math.LN2 + tail(Math.max(0, Math.abs(gap) - move));
  return pValuesFromLogs({
    twoSided: Math.min(0, twoSided),
    greater: tail(gap - move),
    less: tail(-gap - move),
  });
}

function rejectExactCorrection(): never {
  throw new InputError({
    where: 'signed-rank test',
    expected: 'no continuity correction with the exact method',
    got: 'method exact with correction true',
    remedy: 'leave out the correction or choose the asymptotic method',
  });
}
