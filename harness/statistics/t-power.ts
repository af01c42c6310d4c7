import { noncentralTTail } from '../numeric/noncentral-t.ts';
import { studentTQuantile } from '../numeric/student-t.ts';

/** The error rate and sidedness that a power is computed for. */
export interface Level {
  readonly alpha: number;
  readonly sides: 1 | 2;
}

/**
 * Power of a t test, from the noncentral t; both tails count where it is two-sided.
 * @param delta the true difference in standard errors
 */
export function tPower(delta: number, df: number, { alpha, sides }: Level): number {
  const critical = studentTQuantile(1 - alpha / sides, df);
  const upper = noncentralTTail(critical, df, delta);
  return sides === 1 ? upper : upper + noncentralTTail(critical, df, -delta);
}
