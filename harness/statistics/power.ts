import { chiExpectation } from '../numeric/chi-expectation.ts';
import { noncentralTTail } from '../numeric/noncentral-t.ts';
import { normalCdf, normalQuantile, normalTail } from '../numeric/normal.ts';
import { rootBetween } from '../numeric/root.ts';
import { studentTQuantile } from '../numeric/student-t.ts';

/**
 * Asymptotic efficiency of the signed-rank test against the t test for normal differences, 3 / pi: its power
 * with n pairs is about that of a t test with 3 n / pi.
 */
export const SIGNED_RANK_EFFICIENCY = 3 / Math.PI;

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

/** The difference, in standard errors, that a t test detects with this power. */
export function detectableByT(df: number, power: number, level: Level): number {
  return detectable((delta) => tPower(delta, df, level), power);
}

/** Power of the signed-rank test for a mean difference `dz` in standard deviations, by its efficiency. */
export function signedRankPower(dz: number, n: number, level: Level): number {
  const effective = n * SIGNED_RANK_EFFICIENCY;
  return tPower(dz * Math.sqrt(effective), effective - 1, level);
}

/** The d_z that the signed-rank test detects with this power. */
export function detectableBySignedRank(n: number, power: number, level: Level): number {
  const effective = n * SIGNED_RANK_EFFICIENCY;
  return detectableByT(effective - 1, power, level) / Math.sqrt(effective);
}

/** Power of the z test of two proportions that differ by Cohen's `h` (Cohen 1988, chapter 6). */
export function proportionPower(h: number, n1: number, n2: number, level: Level): number {
  return zPower(Math.abs(h) / Math.sqrt(1 / n1 + 1 / n2), level);
}

/** Cohen's h that two samples detect with this power. */
export function detectableH(n1: number, n2: number, power: number, level: Level): number {
  return detectable((h) => proportionPower(h, n1, n2, level), power);
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

/** Power of two one-sided z tests; see `equivalencePower`. */
export function equivalencePowerZ(margin: number, delta: number, alpha: number): number {
  const reach = margin - normalQuantile(1 - alpha);
  return Math.max(0, normalCdf(reach - delta) - normalCdf(-reach - delta));
}

function zPower(delta: number, { alpha, sides }: Level): number {
  const critical = normalQuantile(1 - alpha / sides);
  const upper = normalTail(critical - delta);
  return sides === 1 ? upper : upper + normalTail(critical + delta);
}

/** Where an increasing power reaches `target`. */
function detectable(powerOf: (effect: number) => number, target: number): number {
  if (powerOf(0) >= target) return 0;
  let hi = 1;
  while (powerOf(hi) < target && hi < 1e9) hi *= 2;
  return rootBetween((effect) => powerOf(effect) - target, 0, hi);
}
