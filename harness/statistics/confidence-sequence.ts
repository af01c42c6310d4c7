import { mean, standardDeviation } from '../numeric/moments.ts';
import { intervalLevel } from './interval-level.ts';

/** A mean with an interval that may be looked at after every observation. */
export interface ConfidenceSequence {
  readonly n: number;
  readonly mean: number;
  readonly sd: number;
  readonly standardError: number;
  readonly ci95: readonly [low: number, high: number];
}

/**
 * The interval of an asymptotic confidence sequence at n: the mean +- sd sqrt(2 (n r^2 + 1) / (n^2 r^2) ln(sqrt(n r^2 + 1)
 * / a)), which holds the truth at every n at once with probability 1 - a (Waudby-Smith, Arbour, Sinha, Kennedy and Ramdas
 * 2024, theorem 2.2); so one may stop whenever it is clear of a bound. r makes it narrowest at `tuned` observations:
 * r^2 = (-2 ln a + ln(-2 ln a) + 1) / tuned (their equation 45). The values must vary.
 */
export function confidenceSequence(values: Float64Array, tuned: number): ConfidenceSequence {
  const n = values.length;
  const [centre, sd] = [mean(values), standardDeviation(values, 1)];
  const alpha = 1 - intervalLevel();
  const twice = -2 * Math.log(alpha);
  const spread = (n * (twice + Math.log(twice) + 1)) / tuned; // n r^2
  const reach = sd * Math.sqrt(((2 * (spread + 1)) / (n * spread)) * Math.log(Math.sqrt(spread + 1) / alpha));
  return { n, mean: centre, sd, standardError: sd / Math.sqrt(n), ci95: [centre - reach, centre + reach] };
}
