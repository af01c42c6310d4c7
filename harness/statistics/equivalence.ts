import { mean } from '../numeric/moments.ts';
import { logStudentTTail, studentTQuantile } from '../numeric/student-t.ts';
import { clusteredMean } from './clustered.ts';
import { eachAlone, type Labels } from './clustering.ts';
import { hodgesLehmann } from './hodges-lehmann.ts';
import { detectableMargin, equivalencePower, SIGNED_RANK_EFFICIENCY } from './power.ts';
import { signedRank } from './signed-rank.ts';

/** Error rate of either one-sided test; the interval that goes with it holds 1 - 2 alpha. */
const EQUIVALENCE_ALPHA = 0.05;

/** Two one-sided tests that a difference lies within +/- margin (Schuirmann 1987). */
export interface Equivalence {
  readonly value: number;
  readonly margin: number;
  /** The 90 % interval, which equivalence needs within the margin. */
  readonly ci90: readonly [low: number, high: number];
  /** The larger of the two one-sided p values. */
  readonly p: number;
  readonly log10p: number;
  readonly equivalent: boolean;
  /** Chance to establish equivalence were there no difference, given the spread seen. */
  readonly power: number;
  /** The margin that this spread and number would establish with power 0.8. */
  readonly detectableMargin: number;
}

/** Equivalence of a mean to 0 by Student's t; clusters that repeat bring CR2 and its degrees of freedom. */
export function meanEquivalence(values: Float64Array, clusters: Labels, margin: number): Equivalence {
  const { value, standardError, df } = clusteredMean(values, clusters);
  const quantile = studentTQuantile(1 - EQUIVALENCE_ALPHA, df);
  return tEquivalence(value, standardError, df, quantile, margin);
}

/**
 * Equivalence of a location to 0 by two signed-rank tests, of the differences + margin and - margin; value and
 * interval are Hodges and Lehmann's. Power by the test's efficiency for normal differences.
 */
export function medianEquivalence(
  differences: Float64Array,
  method: 'exact' | 'asymptotic',
  margin: number,
): Equivalence {
  const shifted = (by: number) =>
    signedRank(
      differences.map((d) => d + by),
      { method, zeros: 'wilcox', correction: false },
    );
  const log10p = Math.max(shifted(margin).log10p.greater, shifted(-margin).log10p.less);
  const { value, interval } = hodgesLehmann(differences, method, 1 - 2 * EQUIVALENCE_ALPHA);
  const ids = Array.from(differences, (_, i) => String(i));
  const se = clusteredMean(differences, eachAlone(ids)).standardError / Math.sqrt(SIGNED_RANK_EFFICIENCY);
  const df = Math.max(1, differences.length * SIGNED_RANK_EFFICIENCY - 1);
  return verdict(value, margin, interval, log10p * Math.LN10, {
    power: se > 0 ? equivalencePower(margin / se, 0, df, EQUIVALENCE_ALPHA) : 1,
    detectableMargin: se * detectableMargin(df, 0.8, EQUIVALENCE_ALPHA),
  });
}

/**
 * Equivalence of two mean rates on Cohen's h scale with images, or subjects where they repeat, as the units:
 * the standard error is CR2's for the rates' linearised arcsine difference x / sqrt(p(1 - p)) - y / sqrt(q(1 - q)).
 * Rates of 0 or 1 in the mean leave the transform without a slope; those count half a unit away from the end.
 */
export function hEquivalence(
  x: Float64Array,
  y: Float64Array,
  clusters: Labels,
  margin: number,
): Equivalence {
  const [p, q] = [mean(x), mean(y)];
  const slope = (rate: number) => {
    const inner = Math.min(Math.max(rate, 0.5 / x.length), 1 - 0.5 / x.length);
    return 1 / Math.sqrt(inner * (1 - inner));
  };
  const [a, b] = [slope(p), slope(q)];
  const linear = x.map((rate, i) => a * rate - b * y[i]);
  const { standardError, df } = clusteredMean(linear, clusters);
  const value = 2 * Math.asin(Math.sqrt(p)) - 2 * Math.asin(Math.sqrt(q));
  return tEquivalence(value, standardError, df, studentTQuantile(1 - EQUIVALENCE_ALPHA, df), margin);
}

function tEquivalence(value: number, se: number, df: number, quantile: number, margin: number): Equivalence {
  const tail = (distance: number) =>
    se > 0 ? logStudentTTail(distance / se, df) : distance > 0 ? -Infinity : 0;
  const logP = Math.max(tail(value + margin), tail(margin - value));
  return verdict(value, margin, [value - quantile * se, value + quantile * se], logP, {
    power: se > 0 ? equivalencePower(margin / se, 0, df, EQUIVALENCE_ALPHA) : 1,
    detectableMargin: se * detectableMargin(df, 0.8, EQUIVALENCE_ALPHA),
  });
}

function verdict(
  value: number,
  margin: number,
  ci90: readonly [number, number],
  logP: number,
  strength: Pick<Equivalence, 'power' | 'detectableMargin'>,
): Equivalence {
  return {
    value,
    margin,
    ci90,
    p: Math.exp(logP),
    log10p: logP / Math.LN10,
    // Both are asked for: with ties the tests' and the interval's critical values differ in the last digits.
    equivalent: logP < Math.log(EQUIVALENCE_ALPHA) && ci90[0] > -margin && ci90[1] < margin,
    ...strength,
  };
}
