import { logNormalTail, normalQuantileOfLogTail } from '../numeric/normal.ts';
import { logLowerTails } from '../statistics/signed-rank-distribution.ts';

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

/** The p of a variant of the signed-rank test as a function of the rank sum W+ of untied differences. */
export interface SignedRankTail {
  readonly least: number;
  readonly most: number;
  /** Rank sums are integers plus this. */
  readonly offset: number;
  logP(w: number): number;
  /** A rank sum beside the one whose p has this logarithm, before the offset. */
  invert(logP: number): number;
}

/** Exact tails, computed as far as they were asked for and kept for the variants that share them. */
export type ExactTables = Map<string, Float64Array>;

/** The tail of a variant. Two-sided tests count the greater rank sum. */
export function signedRankTail(variant: SignedRankVariant, tables: ExactTables): SignedRankTail {
  const { sided, method, n, zeros, zeroCount } = variant;
  const ranked = zeros === 'wilcox' ? n - zeroCount : n;
  const zerosRanked = ranked - (n - zeroCount);
  const zeroRanks = (zerosRanked * (zerosRanked + 1)) / 2;
  const total = (ranked * (ranked + 1)) / 2 - zeroRanks;
  const share = zeros === 'zsplit' ? zeroRanks / 2 : 0;
  const range = {
    least: (sided === 'two' ? Math.ceil(total / 2) : 0) + share,
    most: total + share,
    offset: share,
  };
  return method === 'asymptotic'
    ? { ...range, ...asymptotic(variant, ranked, zerosRanked, total / 2 + share, share) }
    : { ...range, ...exact(sided, ranked, zerosRanked, total, share, tables) };
}

type Curve = Pick<SignedRankTail, 'logP' | 'invert'>;

function asymptotic(
  { sided, correction, zeros }: SignedRankVariant,
  ranked: number,
  zerosRanked: number,
  centre: number,
  share: number,
): Curve {
  const lost = zeros === 'zsplit' ? (zerosRanked ** 3 - zerosRanked) / 48 : squares(zerosRanked) / 4;
  const deviation = Math.sqrt(squares(ranked) / 4 - lost);
  const move = correction ? 0.5 : 0;
  const two = sided === 'two';
  const doubled = two ? Math.LN2 : 0;
  return {
    logP: (w) => {
      const gap = w - centre - move;
      return Math.min(0, doubled + logNormalTail((two ? Math.max(0, gap) : gap) / deviation));
    },
    invert: (logP) => {
      const tail = Math.min(logP - doubled, two ? -Math.LN2 : -1e-12);
      return centre + move + deviation * normalQuantileOfLogTail(tail) - share;
    },
  };
}

/** P(W+ >= w) = P(W- <= total - w): the lower tail, grown until it reaches what is asked. */
function exact(
  sided: 'two' | 'one',
  ranked: number,
  skipped: number,
  total: number,
  share: number,
  tables: ExactTables,
): Curve {
  const doubled = sided === 'two' ? Math.LN2 : 0;
  const key = `${ranked} ${skipped}`;
  const upTo = (limit: number) => {
    const known = tables.get(key);
    if (known && known.length > limit) return known;
    const grown = logLowerTails(ranked, skipped, Math.min(total, Math.max(limit, 64)));
    tables.set(key, grown);
    return grown;
  };
  const logP = (w: number) => {
    const from = total - (w - share);
    return Math.min(0, doubled + upTo(from)[from]);
  };
  return {
    logP,
    invert(target) {
      let table = upTo(0);
      while (table.length <= total && doubled + table[table.length - 1] < target)
        table = upTo(2 * table.length);
      // The first sum whose tail reaches the target, by bisection: tails rise with the sum.
      let [below, reached] = [-1, table.length - 1];
      while (reached - below > 1) {
        const middle = (reached + below) >> 1;
        if (doubled + table[middle] >= target) reached = middle;
        else below = middle;
      }
      return total - reached;
    },
  };
}

/** 1 + 4 + ... + n^2. */
function squares(n: number): number {
  return (n * (n + 1) * (2 * n + 1)) / 6;
}
