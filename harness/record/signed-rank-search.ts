import { logNormalTail, normalQuantileOfLogTail } from '../numeric/normal.ts';
import { logSignedRankTails, MOST_EXACT_RANKS } from '../statistics/signed-rank-distribution.ts';
import type { Interval } from './interval.ts';

/** A way of getting a p value from a signed-rank test of untied differences. */
export interface SignedRankVariant {
  readonly sided: 'two' | 'one';
  readonly method: 'exact' | 'asymptotic';
  readonly correction: boolean;
  /** All pairs, zeros included. */
  readonly n: number;
  readonly zeros: 'wilcox' | 'pratt' | 'zsplit';
  /** How many of the pairs differ by nothing. */
  readonly zeroCount: number;
}

/** The p of a variant that comes nearest to a printed one, with the rank sum that gives it. */
export interface AttainedP {
  /** The greater of the two rank sums; for one-sided p above 1/2 the lesser. */
  readonly w: number;
  readonly logP: number;
  /** Whether some rank sum gives a p that prints as the printed one. */
  readonly matches: boolean;
  /** The smallest p of the variant, all differences of one sign, as its natural logarithm. */
  readonly logFloor: number;
  /** Whether the nearest p is that floor. */
  readonly atFloor: boolean;
}

/**
 * Searches all rank sums of a variant for one whose p lies in the printed interval.
 * @param printed the printed p's interval; its lower end may be 0
 */
export function nearestSignedRankP(variant: SignedRankVariant, printed: Interval): AttainedP {
  const tail = tailOf(variant);
  const logFloor = tail.logP(tail.most);
  const target = Math.log(Math.max((printed.low + printed.high) / 2, Number.MIN_VALUE));
  const near = tail.invert(target);
  // p falls as W rises, so the nearest one is beside the real number at which p would be the printed one.
  const candidates = [Math.floor(near) - 1, Math.floor(near), Math.floor(near) + 1, Math.floor(near) + 2]
    .map((w) => w + tail.offset)
    .filter((w) => w >= tail.least && w <= tail.most);
  const options = candidates.length > 0 ? candidates : [near > tail.most ? tail.most : tail.least];
  const distance = (w: number) => Math.abs(tail.logP(w) - target);
  const w = options.reduce((best, other) => (distance(other) < distance(best) ? other : best));
  const logP = tail.logP(w);
  const slack = 1e-9;
  const matches =
    logP >= Math.log(Math.max(0, printed.low)) - slack && logP <= Math.log(Math.max(0, printed.high)) + slack;
  return { w, logP, matches, logFloor, atFloor: w === tail.most };
}

/** Whether the exact distribution of a variant can be computed. */
export function computable({ method, n }: SignedRankVariant): boolean {
  return method === 'asymptotic' || n <= MOST_EXACT_RANKS;
}

/**
 * ln of the smallest p of the asymptotic two-sided or one-sided test when differences may be tied: all of one size
 * and sign, which leaves the variance at its least.
 */
export function logTiedFloor(n: number, sided: 'two' | 'one'): number {
  const variance = (n * (n + 1) * (2 * n + 1)) / 24 - (n ** 3 - n) / 48;
  return (sided === 'two' ? Math.LN2 : 0) + logNormalTail((n * (n + 1)) / 4 / Math.sqrt(variance));
}

/**
 * The size of the one group of tied differences that brings the floor down to a p; undefined where none does.
 */
export function tieThatReaches(n: number, sided: 'two' | 'one', p: number): number | undefined {
  const z = normalQuantileOfLogTail(Math.log(p) - (sided === 'two' ? Math.LN2 : 0));
  const variance = ((n * (n + 1)) / 4 / z) ** 2;
  const ties = 48 * ((n * (n + 1) * (2 * n + 1)) / 24 - variance);
  for (let size = 2; size <= n; size++) if (size ** 3 - size >= ties) return size;
  return undefined;
}

interface Tail {
  readonly least: number;
  readonly most: number;
  /** Rank sums are integers plus this. */
  readonly offset: number;
  logP(w: number): number;
  /** About where p is the one whose logarithm is given, before the offset. */
  invert(logP: number): number;
}

function tailOf(variant: SignedRankVariant): Tail {
  const { sided, method, correction, zeros, n, zeroCount } = variant;
  const dropped = zeros === 'wilcox' ? zeroCount : 0;
  const ranked = n - dropped;
  const zerosRanked = zeroCount - dropped;
  const zeroRanks = (zerosRanked * (zerosRanked + 1)) / 2;
  const total = (ranked * (ranked + 1)) / 2 - zeroRanks;
  const doubled = sided === 'two' ? Math.LN2 : 0;
  const share = zeros === 'zsplit' ? zeroRanks / 2 : 0;
  const centre = total / 2 + share;
  const variance =
    squares(ranked) / 4 -
    (zeros === 'zsplit' ? (zerosRanked ** 3 - zerosRanked) / 48 : squares(zerosRanked) / 4);
  const deviation = Math.sqrt(variance);
  const move = correction ? 0.5 : 0;
  const gaussian = (w: number) =>
    Math.min(
      0,
      doubled +
        logNormalTail((sided === 'two' ? Math.max(0, w - centre - move) : w - centre - move) / deviation),
    );
  const gaussianInverse = (logP: number) =>
    centre +
    move +
    deviation * normalQuantileOfLogTail(Math.min(logP - doubled, sided === 'two' ? -Math.LN2 : -1e-12)) -
    share;
  const range = {
    least: sided === 'two' ? Math.ceil(total / 2) + share : share,
    most: total + share,
    offset: share,
  };
  if (method === 'asymptotic') return { ...range, logP: gaussian, invert: gaussianInverse };
  const ranks = Float64Array.from({ length: ranked - zerosRanked }, (_, i) => zerosRanked + 1 + i);
  const known = new Map<number, number>();
  const exact = (w: number) => {
    const found = known.get(w) ?? Math.min(0, doubled + logSignedRankTails(ranks, w - share).upper);
    known.set(w, found);
    return found;
  };
  return {
    ...range,
    logP: exact,
    invert: (logP) => invertExact(exact, range, gaussianInverse(logP) + share, logP) - share,
  };
}

/** Secant steps on ln p, which is smooth in W, from the normal approximation on; then single steps. */
function invertExact(
  exact: (w: number) => number,
  { least, most, offset }: Pick<Tail, 'least' | 'most' | 'offset'>,
  from: number,
  logP: number,
): number {
  const onGrid = (w: number) => Math.min(most, Math.max(least, Math.round(w - offset) + offset));
  let w = onGrid(from);
  for (let step = 0; step < 12; step++) {
    const other = w < most ? w + 1 : w - 1;
    const slope = (exact(other) - exact(w)) / (other - w);
    if (!Number.isFinite(slope) || slope >= 0) break;
    const next = onGrid(w + (logP - exact(w)) / slope);
    if (Math.abs(next - w) < 1) break;
    w = next;
  }
  while (w < most && exact(w + 1) >= logP) w += 1;
  while (w > least && exact(w) < logP) w -= 1;
  return w;
}

/** 1 + 4 + ... + n^2. */
function squares(n: number): number {
  return (n * (n + 1) * (2 * n + 1)) / 6;
}
