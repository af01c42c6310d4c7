import { chiExpectation } from '../numeric/chi-expectation.ts';
import { normalCdf } from '../numeric/normal.ts';
import { rootBetween } from '../numeric/root.ts';
import { studentTQuantile } from '../numeric/student-t.ts';
import { type Level, tPower } from './t-power.ts';

/**
 * Asymptotic efficiency of the signed-rank test against the t test for normal differences, 3 / pi: its power
 * with n pairs is about that of a t test with 3 n / pi.
 */
export const SIGNED_RANK_EFFICIENCY = 3 / Math.PI;

/** The difference, in standard errors, that a t test detects with this power. */
export function detectableByT(df: number, power: number, level: Level): number {
  return detectable((delta) => tPower(delta, df, level), power);
}

/** The d_z that the signed-rank test detects with this power. */
export function detectableBySignedRank(n: number, power: number, level: Level): number {
  const effective = n * SIGNED_RANK_EFFICIENCY;
  return detectableByT(effective - 1, power, level) / Math.sqrt(effective);
}

/**
 * Power of two one-sided t tests: the chance that the 1 - 2 alpha interval lies within +/- margin.
 * @param margin, delta in standard errors; delta is the true difference
 */
export function equivalencePower(margin: number, delta: number, df: number, alpha: number): number {
  const critical = studentTQuantile(1 - alpha, df);
  const inside = (s: number) =>
    normalCdf(margin - critical * s - delta) - normalCdf(critical * s - margin - delta);
  return chiExpectation(df, inside, 1 / Math.max(critical, 1), 0, margin / critical);
}

/** The margin, in standard errors, within which no true difference is established with this power. */
export function detectableMargin(df: number, power: number, alpha: number): number {
  return detectable((margin) => equivalencePower(margin, 0, df, alpha), power);
}

/** Where an increasing power reaches `target`. */
function detectable(powerOf: (effect: number) => number, target: number): number {
  if (powerOf(0) >= target) return 0;
  let hi = 1;
  while (powerOf(hi) < target && hi < 1e9) hi *= 2;
  return rootBetween((effect) => powerOf(effect) - target, 0, hi);
}
