import { logFTail } from '../numeric/f-distribution.ts';
import { logIncompleteGamma } from '../numeric/incomplete-gamma.ts';
import { logNormalTail } from '../numeric/normal.ts';
import { logStudentTTail } from '../numeric/student-t.ts';
import { signedRankTail } from './signed-rank-tail.ts';

/** Statistics of which a p is printed. Cochran's Q and the Q of heterogeneity are `chi2`. */
export const testStatistics = ['t', 'F', 'chi2', 'r', 'z', 'U', 'W', 'H'] as const;

export type TestStatistic = (typeof testStatistics)[number];

/** A way to a p, with what it is called. */
export interface Tail {
  readonly name: string;
  /** ln P of a value at least so far out, on the side it lies on; the two-sided p is twice it, at most 1. */
  logTail(value: number): number;
  /** Whether there is another side: not of F, chi-squared and H, whose p is this tail. */
  readonly sides: boolean;
}

/**
 * The ways to the p of a statistic: one where its distribution is one, several where programs differ (U and W: exact,
 * normal, normal with continuity correction; all without ties).
 *
 * r by t = r sqrt(df / (1 - r^2)); H as chi-squared; U and W by their means and variances (Mann and Whitney 1947,
 * Wilcoxon 1945).
 * @param degrees t, r, chi2, H: one; F: two; U: both numbers of cases; W: the number of pairs; z: none
 */
export function tailsOf(statistic: TestStatistic, degrees: readonly number[]): readonly Tail[] {
  const [a, b] = degrees;
  const one = (logTail: Tail['logTail'], sides: boolean): readonly Tail[] => [
    { name: statistic, logTail, sides },
  ];
  switch (statistic) {
    case 't':
      return one((t) => logStudentTTail(t, a), true);
    case 'r':
      return one(
        (r) => (r >= 1 ? -Infinity : logStudentTTail(r * Math.sqrt(a / ((1 - r) * (1 + r))), a)),
        true,
      );
    case 'z':
      return one(logNormalTail, true);
    case 'F':
      return one((f) => logFTail(f, a, b), false);
    case 'chi2':
    case 'H':
      return one((x) => logIncompleteGamma(a / 2, x / 2).upper, false);
    case 'U':
      return rankTails((a * b) / 2, Math.sqrt((a * b * (a + b + 1)) / 12), exactU(a, b));
    case 'W':
      return rankTails((a * (a + 1)) / 4, Math.sqrt((a * (a + 1) * (2 * a + 1)) / 24), exactW(a));
  }
}

function rankTails(mean: number, deviation: number, exact: Tail['logTail'] | undefined): readonly Tail[] {
  const normal = (shift: number) => (value: number) =>
    logNormalTail((Math.abs(value - mean) - shift) / deviation);
  return [
    { name: 'normal', logTail: normal(0), sides: true },
    { name: 'normal with continuity correction', logTail: normal(0.5), sides: true },
    ...(exact === undefined ? [] : [{ name: 'exact', logTail: exact, sides: true }]),
  ];
}

/** Above so many cases programs do not take the exact distribution of themselves. */
const EXACT_UP_TO = 50;

function exactW(n: number): Tail['logTail'] | undefined {
  if (n > EXACT_UP_TO) return undefined;
  const { logP } = signedRankTail(
    { sided: 'one', method: 'exact', correction: false, n, zeros: 'wilcox', zeroCount: 0 },
    new Map(),
  );
  const total = (n * (n + 1)) / 2;
  return (w) => logP(Math.max(w, total - w));
}

function exactU(n1: number, n2: number): Tail['logTail'] | undefined {
  if (n1 + n2 > EXACT_UP_TO) return undefined;
  // Ways to reach a sum: partitions into at most n1 parts of at most n2 (Mann and Whitney 1947, recursion 2).
  let ways: Float64Array[] = [Float64Array.of(1)];
  for (let m = 0; m <= n1; m++) {
    const row: Float64Array[] = [];
    for (let n = 0; n <= n2; n++) {
      const counts = new Float64Array(m * n + 1);
      if (m === 0 || n === 0) counts[0] = 1;
      else {
        ways[n].forEach((count, u) => {
          counts[u + n] += count;
        });
        row[n - 1].forEach((count, u) => {
          counts[u] += count;
        });
      }
      row.push(counts);
    }
    ways = row;
  }
  const counts = ways[n2];
  const all = counts.reduce((sum, count) => sum + count, 0);
  return (u) => {
    const least = Math.min(u, n1 * n2 - u);
    let below = 0;
    for (let at = 0; at <= Math.min(Math.floor(least + 1e-9), counts.length - 1); at++) below += counts[at];
    return Math.log(below / all);
  };
}
