import { logIncompleteBeta } from '../numeric/incomplete-beta.ts';
import { logGamma } from '../numeric/log-gamma.ts';
import { normalQuantile, normalTail } from '../numeric/normal.ts';
import type { Estimate } from './estimate.ts';
import { intervalLevel } from './interval-level.ts';
import { leastShare } from './least-share.ts';

/** What McNemar's test says of two yes-or-no answers to the same cases. */
export interface McNemar {
  readonly n: number;
  /** Cases with 1 in both, in x only, in y only, and in neither. */
  readonly table: {
    readonly both: number;
    readonly xOnly: number;
    readonly yOnly: number;
    readonly neither: number;
  };
  /** Two-sided p values: exact, its mid-p, and chi-squared on one degree of freedom with and without correction. */
  readonly p: {
    readonly exact: number;
    readonly mid: number;
    readonly corrected: number;
    readonly uncorrected: number;
  };
  /** Share of 1 in x less that in y, with Wald's interval after half a case is added to each cell (Agresti and Min 2005). */
  readonly difference: Estimate;
  /** Of the cases on which they differ, the share with 1 in x, with its exact interval; null where there are none. */
  readonly share: Estimate | null;
}

/** McNemar's test (1947) of two columns of 0 and 1 about the same cases; only those on which they differ speak. */
export function mcNemar(x: Float64Array, y: Float64Array): McNemar {
  let [both, xOnly, yOnly, neither] = [0, 0, 0, 0];
  for (let i = 0; i < x.length; i++) {
    if (x[i] === 1) y[i] === 1 ? both++ : xOnly++;
    else y[i] === 1 ? yOnly++ : neither++;
  }
  const discordant = xOnly + yOnly;
  return {
    n: x.length,
    table: { both, xOnly, yOnly, neither },
    p: {
      ...binomialP(Math.min(xOnly, yOnly), discordant),
      corrected: chiSquaredP(Math.max(0, Math.abs(xOnly - yOnly) - 1), discordant),
      uncorrected: chiSquaredP(Math.abs(xOnly - yOnly), discordant),
    },
    difference: difference(xOnly, yOnly, x.length),
    share: discordant === 0 ? null : shareOf(xOnly, discordant),
  };
}

/** Twice the tail of a fair coin, and the same less the probability of what was seen. */
function binomialP(least: number, n: number): { exact: number; mid: number } {
  if (n === 0) return { exact: 1, mid: 1 };
  const at = (k: number) => Math.exp(logGamma(n + 1) - logGamma(k + 1) - logGamma(n - k + 1) - n * Math.LN2);
  // P(X <= k) = I_1/2(n - k, k + 1), DLMF 8.17.
  const tail = least === n ? 1 : Math.exp(logIncompleteBeta(0.5, 0.5, n - least, least + 1).lower);
  const even = 2 * least === n;
  return {
    exact: Math.min(1, 2 * tail),
    mid: even ? 1 - at(least) / 2 : 2 * tail - at(least),
  };
}

function chiSquaredP(gap: number, n: number): number {
  // Chi-squared on one degree of freedom is the square of a standard normal.
  return n === 0 ? 1 : 2 * normalTail(gap / Math.sqrt(n));
}

function difference(xOnly: number, yOnly: number, n: number): Estimate {
  const value = (xOnly - yOnly) / n;
  const [b, c, total] = [xOnly + 0.5, yOnly + 0.5, n + 2];
  const centre = (b - c) / total;
  const reach = (normalQuantile((1 + intervalLevel()) / 2) * Math.sqrt(b + c - (b - c) ** 2 / total)) / total;
  return { value, ci95: [Math.max(-1, centre - reach), Math.min(1, centre + reach)] };
}

/** Those with 1 in x are binomial among the cases on which they differ (Clopper and Pearson 1934). */
function shareOf(xOnly: number, discordant: number): Estimate {
  return {
    value: xOnly / discordant,
    ci95: [leastShare(xOnly, discordant), 1 - leastShare(discordant - xOnly, discordant)],
  };
}
