import { logGamma } from '../numeric/log-gamma.ts';
import { midranks } from '../numeric/midranks.ts';
import { fisherInterval, pearson } from './correlation.ts';
import { intervalLevel } from './interval-level.ts';
import { orderCounts } from './order-counts.ts';
import { edgeworthP } from './spearman-edgeworth.ts';

/** The largest number of points for which all orders are counted; above it the Edgeworth series is within 0.0004. */
const MOST_EXACT_POINTS = 12;

/** Spearman's rank correlation with its two-sided p value. */
export interface Spearman {
  readonly rho: number;
  readonly p: number;
  readonly log10p: number;
  readonly method: 'exact' | 'asymptotic';
  /** p by an Edgeworth series, nearer the exact one than that of t; null where p is exact or ranks tie. */
  readonly edgeworth: number | null;
  readonly ci95: readonly [low: number, high: number] | null;
}

/**
 * Spearman's rho: Pearson's r of the midranks. p: up to twelve points twice the smaller share of all orders that agree at
 * least, or at most, as much, ties and all; else Student's t as an approximation (SciPy's), but never below 2 / n!, the
 * share of the two perfect orders. Beside it R's p, by an Edgeworth series.
 *
 * Interval: Bonett and Wright's (2000), Fisher's wider by the root of 1 + rho^2 / 2; good to |rho| of about 0.95.
 * Ranks that agree entirely say nothing of how close to 1 the correlation is: the interval then reaches from 1 to
 * where it would from half a step below, one exchange of neighbours being a step. It is null below four points.
 */
export function spearman(x: Float64Array, y: Float64Array): Spearman {
  const n = x.length;
  const [first, second] = [midranks(x), midranks(y)];
  const [a, b] = [first.ranks, second.ranks];
  const untied = first.groups.length === n && second.groups.length === n;
  const { r, log10p } = pearson(a, b);
  const exact = n <= MOST_EXACT_POINTS;
  const least = Math.LN2 - logGamma(n + 1);
  const log = exact ? exactLogP(a, b) : Math.max(log10p * Math.LN10, least);
  return {
    rho: r,
    p: Math.exp(log),
    log10p: log / Math.LN10 + 0,
    method: exact ? 'exact' : 'asymptotic',
    edgeworth: exact || !untied ? null : Math.max(Math.exp(least), edgeworthP(r, n)),
    ci95: intervalOf(r, n),
  };
}

function intervalOf(rho: number, n: number): [number, number] | null {
  const inner = Math.sign(rho) * Math.min(Math.abs(rho), 1 - 6 / (n * (n * n - 1)));
  const interval = fisherInterval(inner, n, intervalLevel(), Math.sqrt(1 + inner ** 2 / 2));
  if (interval === null || inner === rho) return interval;
  return rho > 0 ? [interval[0], 1] : [-1, interval[1]];
}

/** ln of twice the smaller share of orders of `b` whose products with `a` sum up as high, or as low, as the given. */
function exactLogP(a: Float64Array, b: Float64Array): number {
  // Doubled midranks are integers.
  const [left, right] = [a, b].map((ranks) => Array.from(ranks, (rank) => Math.round(2 * rank)));
  const { atLeast, atMost, all } = orderCounts(left, right);
  return Math.min(0, Math.log((2 * Math.min(atLeast, atMost)) / all));
}
