import { logFTail } from '../../numeric/f-distribution.ts';
import { logIncompleteGamma } from '../../numeric/incomplete-gamma.ts';
import { midranks } from '../../numeric/midranks.ts';
import { leftOf } from '../left-of.ts';

/** Ranks of k methods within each of n blocks. */
export interface BlockRanks {
  readonly n: number;
  /** Of each method, its rank in every block; ties share the mean of their places. */
  readonly ranks: readonly Float64Array[];
  readonly meanRanks: readonly number[];
  /** n times the sum over methods of (mean rank - (k + 1) / 2)^2. */
  readonly between: number;
  /** The sum over blocks and methods of (rank - (k + 1) / 2)^2, less where values tie. */
  readonly total: number;
  /** total - between: 0 where all blocks rank alike. */
  readonly residual: number;
}

/** Whether methods differ, in ranks within blocks. */
export interface Friedman {
  readonly chi2: number;
  readonly df: number;
  readonly p: number;
  readonly log10p: number;
  /** Iman and Davenport's F, which is less conservative. */
  readonly F: {
    readonly F: number;
    readonly df: readonly [number, number];
    readonly p: number;
    readonly log10p: number;
  };
  /** Kendall's W: 0 where blocks contradict each other, 1 where all rank alike. */
  readonly kendallW: number;
}

/**
 * Ranks the methods within each block.
 * @param values of each method, one a block
 * @param better which way values are better; the best has rank 1
 */
export function blockRanks(values: readonly Float64Array[], better: 'higher' | 'lower'): BlockRanks {
  const [k, n] = [values.length, values[0].length];
  const ranks = values.map(() => new Float64Array(n));
  const sign = better === 'higher' ? -1 : 1;
  const block = new Float64Array(k);
  const centre = (k + 1) / 2;
  let total = 0;
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < k; j++) block[j] = sign * values[j][i];
    midranks(block).ranks.forEach((rank, j) => {
      ranks[j][i] = rank;
      total += (rank - centre) ** 2;
    });
  }
  // Midranks are halves, so that their sums are exact.
  const meanRanks = ranks.map((own) => own.reduce((sum, rank) => sum + rank, 0) / n);
  const between = n * meanRanks.reduce((sum, rank) => sum + (rank - centre) ** 2, 0);
  return { n, ranks, meanRanks, between, total, residual: leftOf(total, between) };
}

/**
 * Friedman's test (1937) with ties (Conover 1999, section 5.8): chi2 = (k - 1) n between / total, asymptotically
 * chi-squared of k - 1 degrees of freedom; and F = (n - 1) chi2 / (n (k - 1) - chi2) of Iman and Davenport (1980).
 * Where every block is tied throughout nothing speaks against the hypothesis: both are 0 and their p 1.
 */
export function friedman({ n, ranks, between, total, residual }: BlockRanks): Friedman {
  const k = ranks.length;
  const share = total > 0 ? between / total : 0;
  const chi2 = (k - 1) * n * share;
  const [a, b] = [k - 1, (k - 1) * (n - 1)];
  const F = total > 0 ? ((n - 1) * between) / residual : 0;
  const log = total > 0 ? logIncompleteGamma(a / 2, chi2 / 2).upper : 0;
  return {
    chi2,
    df: a,
    ...pOf(log),
    F: { F, df: [a, b], ...pOf(total > 0 ? logFTail(F, a, b) : 0) },
    kendallW: share,
  };
}

function pOf(log: number) {
  return { p: Math.exp(log), log10p: log / Math.LN10 + 0 };
}
