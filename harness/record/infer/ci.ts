import { normalQuantile } from '../../numeric/normal.ts';
import { studentTQuantile } from '../../numeric/student-t.ts';
import { divide, type Interval, magnitude, multiply, point } from '../interval.ts';
import type { CiVariant, IntervalVariant } from './ci-variant.ts';
import { conclude, distinct, meaningOf } from './ci-words.ts';

/** What is printed of a mean difference: itself, its effect size, and its 95 % interval. */
export interface PrintedEffect {
  readonly delta: Interval;
  readonly d: Interval;
  readonly low: Interval;
  readonly high: Interval;
  readonly n: number;
  /** Resamples of a bootstrap interval. */
  readonly resamples: number;
  /** The correlation between the arms, where it is known. */
  readonly correlation?: Interval;
}

/** Which variants give a printed interval. */
export interface InferredCi {
  readonly described: CiVariant;
  readonly describedIsPossible: boolean;
  /** Variants that match with nothing left to assume, the nearest to the described one first. */
  readonly variants: readonly CiVariant[];
  /** Variants that match for the right correlation between the arms, or for the known one. */
  readonly conditional: readonly CiVariant[];
  /** Whether one spread, resampling and n are left, those that take a correlation included. */
  readonly identifiable: boolean;
  readonly conclusion: string;
}

/**
 * Which spread and which resampling reproduce a printed interval from the printed difference, effect size and n.
 *
 * With sd of the differences delta / d_z, a paired interval is delta +/- q delta / (d_z sqrt(n)); with the pooled sd
 * delta / d, an interval from independently resampled arms is delta +/- q delta sqrt(2) / (d sqrt(n)). The other two
 * combinations hang on the correlation between the arms, which is then inferred (arms of one spread assumed).
 * @param otherN numbers of pairs that come into question besides the printed one
 */
export function inferCi(
  printed: PrintedEffect,
  described: IntervalVariant,
  otherN: readonly number[] = [],
): InferredCi {
  const told = examine(printed, described);
  const ranked = [...new Set([printed.n, ...otherN])]
    .flatMap((n) => variantsOf().map((variant) => examine({ ...printed, n }, variant)))
    .filter(({ matches }) => matches)
    .sort((a, b) => distanceBetween(a, told) - distanceBetween(b, told));
  const variants = ranked.filter(({ correlation }) => correlation === undefined);
  const conditional = ranked.filter(({ correlation }) => correlation !== undefined);
  const outcome = { described: told, describedIsPossible: told.matches, variants, conditional };
  const identifiable = distinct(ranked).length === 1;
  return { ...outcome, identifiable, conclusion: conclude(told, variants, conditional) };
}

/** The half-widths that a variant allows, and how far the middle of the interval may lie from the difference. */
export function expectedInterval(
  { delta, d, n, resamples }: PrintedEffect,
  { effect, pairing, method }: IntervalVariant,
): { readonly half: Interval; readonly shift: number } {
  const spread = pairing === 'paired' ? 1 : Math.SQRT2;
  const df = effect === 'pooled' ? 2 * n - 2 : n - 1;
  const q = method === 't' ? studentTQuantile(0.975, df) : normalQuantile(0.975);
  const plain = multiply(divide(delta, d), point((q * spread) / Math.sqrt(n)));
  const width = magnitude(plain);
  if (method !== 'bootstrap') return { half: width, shift: 1e-9 * width.high };
  const { stretch, shift } = bootstrapSlack(n, resamples);
  // Resampling n values has the variance with divisor n.
  const shrink = Math.sqrt((n - 1) / n);
  return {
    half: { low: width.low * shrink * (1 - stretch), high: width.high * (1 + stretch) },
    shift: (shift * width.high) / q,
  };
}

/**
 * How far a percentile bootstrap interval strays from the normal one. Monte Carlo error of a 2.5 % and a 97.5 %
 * quantile of B resamples: standard deviation 0.0186 standard errors of their half difference and 0.0191 of their
 * middle at B = 10,000, four times of which are allowed. Shape, by Cornish and Fisher up to a skewness of 3 and an
 * excess kurtosis of 20: 2 / n of the width, 1.42 / sqrt(n) standard errors of the middle.
 */
export function bootstrapSlack(n: number, resamples: number): { stretch: number; shift: number } {
  const noise = 4 * Math.sqrt(10000 / resamples);
  return { stretch: (0.0186 / 1.96) * noise + 2 / n, shift: 0.0191 * noise + 1.42 / Math.sqrt(n) };
}

function examine(printed: PrintedEffect, variant: IntervalVariant): CiVariant {
  const { delta, low, high, n, correlation: known } = printed;
  const half: Interval = { low: (high.low - low.high) / 2, high: (high.high - low.low) / 2 };
  const middle: Interval = { low: (low.low + high.low) / 2, high: (low.high + high.high) / 2 };
  const matched = (variant.effect === 'dz') === (variant.pairing === 'paired');
  const expected = expectedInterval(printed, variant);
  const centred = middle.low - expected.shift <= delta.high && middle.high + expected.shift >= delta.low;
  const centre = (delta.low + delta.high) / 2;
  const ends = (reach: number) => ({ low: centre - reach, high: centre + reach });
  if (matched) {
    const fits = half.low <= expected.half.high * (1 + 1e-9) && half.high >= expected.half.low * (1 - 1e-9);
    const reach = (expected.half.low + expected.half.high) / 2;
    const at = { ...variant, n, ...ends(reach), matches: fits && centred };
    return { ...at, meaning: meaningOf(at) };
  }
  const implied = impliedCorrelation(variant, half, expected.half);
  const asked = known ? spreadsDiffer(known) : { low: -1, high: 1 };
  const possible =
    implied.low < 1 && implied.high > -1 && implied.low <= asked.high && implied.high >= asked.low;
  const middleOf = ({ low, high }: Interval) => (low + high) / 2;
  const correlation = middleOf(
    impliedCorrelation(variant, point(middleOf(half)), point(middleOf(expected.half))),
  );
  const at = { ...variant, n, ...ends(middleOf(half)), matches: possible && centred, correlation };
  return { ...at, meaning: meaningOf(at) };
}

/**
 * Arms of one spread s: the variance of a difference is 2 s^2 (1 - r).
 * @param expected the half-width with the spread that d goes by, times sqrt(2) where the arms are resampled alone
 */
function impliedCorrelation({ effect }: IntervalVariant, half: Interval, expected: Interval): Interval {
  if (half.low <= 0) return { low: -1, high: 1 };
  const ratio = effect === 'pooled' ? divide(half, expected) : divide(expected, half);
  return { low: 1 - ratio.high ** 2 / 2, high: 1 - ratio.low ** 2 / 2 };
}

/** Where one arm spreads up to 1.5 times as much as the other, r counts down to 0.92 of itself. */
function spreadsDiffer({ low, high }: Interval): Interval {
  return { low: low > 0 ? 0.92 * low : low, high: high < 0 ? 0.92 * high : high };
}

function variantsOf(): IntervalVariant[] {
  return (['dz', 'pooled'] as const).flatMap((effect) =>
    (['paired', 'independent'] as const).flatMap((pairing) =>
      (['bootstrap', 'normal', 't'] as const).map((method) => ({ effect, pairing, method })),
    ),
  );
}

function distanceBetween(variant: CiVariant, described: CiVariant): number {
  return (
    (variant.n === described.n ? 0 : 3 + Math.abs(variant.n - described.n) / described.n) +
    (variant.method === described.method ? 0 : 1) +
    (variant.effect === described.effect ? 0 : 2) +
    (variant.pairing === described.pairing ? 0 : 2)
  );
}
