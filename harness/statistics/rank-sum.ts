import { midranks, tieTerm } from '../numeric/midranks.ts';
import { logNormalTail } from '../numeric/normal.ts';
import type { Estimate } from './estimate.ts';
import { type PValues, pValuesFromLogs, pValuesFromLogTails } from './p-values.ts';
import { logRankSumTails } from './rank-sum-distribution.ts';
import { areaInterval } from './ranking/area-interval.ts';

/** The conventions of a rank-sum test. */
export interface RankSumOptions {
  /** `exact`: the permutation distribution of the ranks, ties included. `asymptotic`: normal, its variance for ties. */
  readonly method: 'exact' | 'asymptotic';
  /** Move the statistic half a unit towards its mean (asymptotic method). */
  readonly correction: boolean;
}

/** What a rank-sum test says of two groups. */
export interface RankSum extends PValues {
  readonly sizes: readonly [first: number, second: number];
  /** Pairs of one value of each group in which the first is greater, ties counted half. */
  readonly u: number;
  /** Standardised U, moved towards 0 where `correction` is on. */
  readonly z: number;
  /** U over all pairs: the area under the ROC curve, with DeLong's standard error and interval, cut to [0, 1]; exact where the groups are whole apart. */
  readonly auc: Estimate & { readonly standardError: number };
}

/**
 * The Wilcoxon-Mann-Whitney test that values of two groups come from one distribution (Mann and Whitney 1947), and the
 * area under the ROC curve with the interval of DeLong, DeLong and Clarke-Pearson (1988). With all values equal nothing
 * speaks against the hypothesis: z is 0 and every p 1.
 */
export function rankSum(first: Float64Array, second: Float64Array, options: RankSumOptions): RankSum {
  const [m, n] = [first.length, second.length];
  const all = new Float64Array(m + n);
  all.set(first);
  all.set(second, m);
  const { ranks, groups } = midranks(all);
  let sum = 0;
  for (let i = 0; i < m; i++) sum += ranks[i];
  const u = sum - (m * (m + 1)) / 2;
  const gap = u - (m * n) / 2;
  const N = m + n;
  const deviation = Math.sqrt(((m * n) / 12) * (N + 1 - tieTerm(groups) / (N * (N - 1))));
  const move = options.method === 'asymptotic' && options.correction ? 0.5 : 0;
  return {
    sizes: [m, n],
    u,
    z: deviation === 0 ? 0 : (gap - Math.sign(gap) * Math.min(move, Math.abs(gap))) / deviation,
    ...pValues({ gap, deviation, move, ranks, m, sum, exact: options.method === 'exact' }),
    auc: areaUnderCurve(first, second, ranks, u),
  };
}

interface Tested {
  readonly gap: number;
  readonly deviation: number;
  readonly move: number;
  readonly ranks: Float64Array;
  readonly m: number;
  readonly sum: number;
  readonly exact: boolean;
}

function pValues({ gap, deviation, move, ranks, m, sum, exact }: Tested): PValues {
  if (deviation === 0) return pValuesFromLogTails(0, 0);
  if (exact) {
    const { lower, upper } = logRankSumTails(ranks, m, sum);
    return pValuesFromLogTails(upper, lower);
  }
  const tail = (distance: number) => logNormalTail(distance / deviation);
  return pValuesFromLogs({
    twoSided: Math.min(0, Math.LN2 + tail(Math.max(0, Math.abs(gap) - move))),
    greater: tail(gap - move),
    less: tail(-gap - move),
  });
}

/** DeLong's components are ranks among all less ranks within the own group (Sun and Xu 2014). */
function areaUnderCurve(
  first: Float64Array,
  second: Float64Array,
  ranks: Float64Array,
  u: number,
): RankSum['auc'] {
  const [m, n] = [first.length, second.length];
  const value = u / (m * n);
  const spread = (own: Float64Array, from: number, others: number) => {
    const { ranks: within } = midranks(own);
    let squares = 0;
    for (let i = 0; i < own.length; i++)
      squares += ((ranks[from + i] - within[i]) / others - mean(from)) ** 2;
    return squares / (own.length - 1) / own.length;
  };
  const mean = (from: number) => (from === 0 ? value : 1 - value);
  const standardError = Math.sqrt(spread(first, 0, n) + spread(second, m, m));
  return { value, standardError, ci95: areaInterval(value, standardError, Math.min(m, n)) };
}
