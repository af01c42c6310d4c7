import { logNormalTail, normalQuantileOfLogTail } from '../numeric/normal.ts';
import { MOST_EXACT_RANKS } from '../statistics/signed-rank-distribution.ts';
import type { Interval } from './interval.ts';
import { type ExactTables, type SignedRankVariant, signedRankTail } from './signed-rank-tail.ts';

/** The p of a variant that comes nearest to a printed one, with the rank sum that gives it. */
export interface AttainedP {
  /** The greater of the two rank sums; for one-sided p above 1/2 the lesser. Of those that meet a bound, the nearest. */
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
 * @param tables exact tails to share between searches
 */
export function nearestSignedRankP(
  variant: SignedRankVariant,
  printed: Interval,
  tables: ExactTables = new Map(),
): AttainedP {
  const tail = signedRankTail(variant, tables);
  const logFloor = tail.logP(tail.most);
  const [lowest, highest] = [printed.low, printed.high].map((p) => Math.log(Math.max(0, p)));
  const target = targetOf(printed, lowest, highest);
  const near = tail.invert(target);
  // p falls as W rises, so the nearest one is beside the real number at which p would be the printed one.
  const candidates = [Math.floor(near) - 1, Math.floor(near), Math.floor(near) + 1, Math.floor(near) + 2]
    .map((w) => w + tail.offset)
    .filter((w) => w >= tail.least && w <= tail.most);
  const options = candidates.length > 0 ? candidates : [near > tail.most ? tail.most : tail.least];
  const prints = (w: number) => tail.logP(w) >= lowest - 1e-9 && tail.logP(w) <= highest + 1e-9;
  const distance = (w: number) => Math.abs(tail.logP(w) - target);
  // Where p steps widely the nearest sum may print otherwise and the next one as wanted.
  const wanted = options.some(prints) ? options.filter(prints) : options;
  const w = wanted.reduce((best, other) => (distance(other) < distance(best) ? other : best));
  const logP = tail.logP(w);
  const matches = prints(w);
  return { w, logP, matches, logFloor, atFloor: w === tail.most };
}

/** The middle of what a rounded p stands for; the end of what a bound or a p rounded to 0 or 1 stands for. */
function targetOf({ low, high }: Interval, lowest: number, highest: number): number {
  if (low <= 0) return Math.min(0, highest);
  return high >= 1 ? Math.min(0, lowest) : Math.log((low + high) / 2);
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
