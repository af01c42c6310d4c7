import { logIncompleteBeta } from '../numeric/incomplete-beta.ts';
import { rootBetween } from '../numeric/root.ts';
import { intervalLevel } from './interval-level.ts';

/** A share below it is none. */
const NONE = 1e-9;

/**
 * The share of which `count` of `n` or more come with a chance of 2.5 %, or of what another level leaves: the lower end of Clopper and Pearson's interval
 * (1934), which takes parts of answers too. Its upper end is one less that of the other `n - count`.
 */
export function leastShare(count: number, n: number): number {
  if (count === 0) return 0;
  const log = Math.log((1 - intervalLevel()) / 2);
  const excess = (p: number) => logIncompleteBeta(p, 1 - p, count, n - count + 1).lower - log;
  // Of a part of an answer, as of few that go together, the end may be as good as 0.
  return excess(NONE) >= 0 ? 0 : rootBetween(excess, NONE, 1);
}
