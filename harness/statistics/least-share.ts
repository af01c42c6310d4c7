import { logIncompleteBeta } from '../numeric/incomplete-beta.ts';
import { rootBetween } from '../numeric/root.ts';
import { intervalLevel } from './interval-level.ts';

/**
 * The share of which `count` of `n` or more come with a chance of 2.5 %, or of what another level leaves: the lower end of Clopper and Pearson's interval
 * (1934). Its upper end is one less that of the other `n - count`.
 */
export function leastShare(count: number, n: number): number {
  if (count === 0) return 0;
  const log = Math.log((1 - intervalLevel()) / 2);
  return rootBetween((p) => logIncompleteBeta(p, 1 - p, count, n - count + 1).lower - log, 1e-9, 1);
}
