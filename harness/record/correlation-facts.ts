import { normalQuantile } from '../numeric/normal.ts';
import { logStudentTTail } from '../numeric/student-t.ts';
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
  const half = normalQuantile(0.975) / Math.sqrt(n - 3);
  return {
    r: inside,
    r2: square(inside),
    p: mapMonotone(magnitude(inside), (value) => twoSidedP(value, n)),
    ciLow: mapMonotone(inside, (value) => Math.tanh(Math.atanh(value) - half)),
    ciHigh: mapMonotone(inside, (value) => Math.tanh(Math.atanh(value) + half)),
  };
}

function twoSidedP(r: number, n: number): number {
  if (Math.abs(r) >= 1) return 0;
  const t = Math.abs(r) * Math.sqrt((n - 2) / (1 - r * r));
  return Math.min(1, 2 * Math.exp(logStudentTTail(t, n - 2)));
}
