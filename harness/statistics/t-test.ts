import { mean, standardDeviation } from '../numeric/moments.ts';
import { logStudentTTail, studentTQuantile } from '../numeric/student-t.ts';
import { intervalLevel } from './interval-level.ts';
import { type PValues, pValuesFromLogTails } from './p-values.ts';

/** What a t test says of a mean. */
export interface TTest extends PValues {
  readonly n: number;
  readonly mean: number;
  /** Sample standard deviation, divided by n - 1. */
  readonly sd: number;
  readonly standardError: number;
  readonly t: number;
  readonly df: number;
  readonly ci95: readonly [low: number, high: number];
}

/**
 * Student's t test that a mean is 0, with its interval (Student 1908): of one column the one-sample test, of differences
 * the paired one. The values must vary.
 */
export function tTest(values: Float64Array): TTest {
  const n = values.length;
  const [centre, sd] = [mean(values), standardDeviation(values, 1)];
  const standardError = sd / Math.sqrt(n);
  const [t, df] = [centre / standardError, n - 1];
  const reach = studentTQuantile((1 + intervalLevel()) / 2, df) * standardError;
  return {
    n,
    mean: centre,
    sd,
    standardError,
    t,
    df,
    ...pValuesFromLogTails(logStudentTTail(t, df), logStudentTTail(-t, df)),
    ci95: [centre - reach, centre + reach],
  };
}
