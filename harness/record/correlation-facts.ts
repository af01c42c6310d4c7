import { fisherInterval, withP } from '../statistics/correlation.ts';
import { intervalLevel } from '../statistics/interval-level.ts';
import { type Interval, magnitude, mapMonotone, square } from './interval.ts';

/** What follows from a correlation known to an interval, over a stated number of points. */
export interface CorrelationFacts {
  readonly r: Interval;
  readonly r2: Interval;
  /** Two-sided p of no correlation, Student's t on n - 2 degrees of freedom. */
  readonly p: Interval;
  /** Ends of the 95 % interval by Fisher's transformation, with 1 / sqrt(n - 3). */
  readonly ciLow: Interval;
  readonly ciHigh: Interval;
}

/** The facts of a correlation of n points; n is at least 4. Each is monotone in r, so ends map to ends. */
export function correlationFacts(r: Interval, n: number): CorrelationFacts {
  const inside = { low: Math.max(-1, r.low), high: Math.min(1, r.high) };
  const end = (at: 0 | 1) => mapMonotone(inside, (value) => fisherInterval(value, n, intervalLevel())![at]);
  return {
    r: inside,
    r2: square(inside),
    p: mapMonotone(magnitude(inside), (value) => withP(value, (1 - value) * (1 + value), n - 2).p),
    ciLow: end(0),
    ciHigh: end(1),
  };
}
