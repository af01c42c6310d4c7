import { normalRangeQuantile, normalRangeTail } from '../../numeric/normal-range.ts';
import { tTest } from '../clustered.ts';
import type { BlockRanks } from './friedman.ts';

/**
 * Nemenyi's p of two methods' mean ranks (1963; Demsar 2006): their distance over sqrt(k (k + 1) / (12 n)) against the
 * range of k standard normals. It allows for all pairs at once. Underflows to 0 below about 1e-300.
 */
export function nemenyi({ n, ranks, meanRanks }: BlockRanks, i: number, j: number): number {
  return normalRangeTail(Math.abs(meanRanks[i] - meanRanks[j]) / scale(n, ranks.length), ranks.length);
}

/** The distance of mean ranks from which on Nemenyi's test tells two methods apart. */
export function criticalDifference(n: number, k: number, alpha: number): number {
  return normalRangeQuantile(alpha, k) * scale(n, k);
}

/**
 * Conover's two-sided p of two methods (1999, section 5.8): t of their mean ranks with the residual spread of ranks,
 * (total - between) / ((n - 1) (k - 1)), whose degrees of freedom those are. Not adjusted for several pairs.
 */
export function conover({ n, ranks, meanRanks, residual }: BlockRanks, i: number, j: number): number {
  const df = (n - 1) * (ranks.length - 1);
  return tTest(meanRanks[i] - meanRanks[j], Math.sqrt((2 * residual) / df / n), df).p.twoSided;
}

function scale(n: number, k: number): number {
  return Math.sqrt((k * (k + 1)) / (12 * n));
}
