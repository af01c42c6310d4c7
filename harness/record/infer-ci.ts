import { normalQuantile } from '../numeric/normal.ts';
import { studentTQuantile } from '../numeric/student-t.ts';
import { divide, type Interval, magnitude, multiply, point, showNumber } from './interval.ts';

/** What is printed of a mean difference: itself, its effect size, and its 95 % interval. */
export interface PrintedEffect {
  readonly delta: Interval;
  readonly d: Interval;
  readonly low: Interval;
  readonly high: Interval;
  readonly n: number;
  /** Resamples of a bootstrap interval. */
  readonly resamples: number;
}

/** A way of getting an effect size and an interval from the same pairs. */
export interface IntervalVariant {
  /** The standard deviation that d divides by: of the differences, or pooled over the two arms. */
  readonly effect: 'dz' | 'pooled';
  /** Whether pairs are kept together, or each arm is taken on its own. */
  readonly pairing: 'paired' | 'independent';
  readonly method: 'bootstrap' | 'normal' | 't';
}

/** A variant with the interval that it gives. */
export interface CiVariant extends IntervalVariant {
  /** The ends that follow from the printed difference, d and n; where `correlation` is set, with that correlation. */
  readonly low: number;
  readonly high: number;
  readonly matches: boolean;
  /** Where d and interval go by different spreads: the correlation between the arms that would join them. */
  readonly correlation?: number;
  readonly meaning: string;
}

/** Which variants give a printed interval. */
export interface InferredCi {
  readonly described: CiVariant;
  readonly describedIsPossible: boolean;
  /** Variants that match with nothing left to assume, the nearest to the described one first. */
  readonly variants: readonly CiVariant[];
  /** Variants that match for the right correlation between the arms. */
  readonly conditional: readonly CiVariant[];
  readonly identifiable: boolean;
  readonly conclusion: string;
}

/**
 * Which spread and which resampling reproduce a printed interval from the printed difference, effect size and n.
 *
 * With sd of the differences delta / d_z, a paired interval is delta +/- q delta / (d_z sqrt(n)); with the pooled sd
 * delta / d, an interval from independently resampled arms is delta +/- q delta sqrt(2) / (d sqrt(n)). The other two
 * combinations hang on the correlation between the arms, which is then inferred (arms of one spread assumed).
 */
export function inferCi(printed: PrintedEffect, described: IntervalVariant): InferredCi {
  const all = variantsOf().map((variant) => examine(printed, variant));
  const told = examine(printed, described);
  const ranked = all
    .filter(({ matches }) => matches)
    .sort((a, b) => distanceBetween(a, described) - distanceBetween(b, described));
  const variants = ranked.filter(({ correlation }) => correlation === undefined);
  const conditional = ranked.filter(({ correlation }) => correlation !== undefined);
  const procedures = new Set(variants.map(({ effect, pairing }) => `${effect} ${pairing}`));
  const outcome = { described: told, describedIsPossible: told.matches, variants, conditional };
  return { ...outcome, identifiable: procedures.size === 1, conclusion: conclude(told, variants) };
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
  const { delta, low, high, n } = printed;
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
    const at = { ...variant, ...ends(reach), matches: fits && centred };
    return { ...at, meaning: meaningOf(at, n) };
  }
  const correlation = impliedCorrelation(variant, (half.low + half.high) / 2, expected.half);
  const possible = correlation > -1 && correlation < 1;
  const at = { ...variant, ...ends((half.low + half.high) / 2), matches: possible && centred, correlation };
  return { ...at, meaning: meaningOf(at, n) };
}

/** Arms of one spread: the variance of a difference is 2 s^2 (1 - r). */
function impliedCorrelation({ effect }: IntervalVariant, half: number, expected: Interval): number {
  const plain = (expected.low + expected.high) / 2;
  // `plain` is the half-width with the spread that d goes by, times sqrt(2) where the arms are resampled alone.
  return effect === 'pooled' ? 1 - (half / plain) ** 2 / 2 : 1 - (plain / Math.SQRT2 / half) ** 2;
}

function variantsOf(): IntervalVariant[] {
  return (['dz', 'pooled'] as const).flatMap((effect) =>
    (['paired', 'independent'] as const).flatMap((pairing) =>
      (['bootstrap', 'normal', 't'] as const).map((method) => ({ effect, pairing, method })),
    ),
  );
}

function distanceBetween(variant: IntervalVariant, described: IntervalVariant): number {
  return (
    (variant.method === described.method ? 0 : 1) +
    (variant.effect === described.effect ? 0 : 2) +
    (variant.pairing === described.pairing ? 0 : 2)
  );
}

const methods = { bootstrap: 'percentile bootstrap', normal: 'normal', t: "Student's t" };

function meaningOf(variant: CiVariant | Omit<CiVariant, 'meaning'>, n: number): string {
  const { effect, pairing, method, low, high, correlation } = variant;
  const d = effect === 'dz' ? 'd over the sd of the differences' : "d over the arms' pooled sd";
  const interval = `a ${methods[method]} interval of ${pairing === 'paired' ? 'the paired differences' : 'the two arms taken independently'}`;
  if (correlation === undefined) return `${d} and ${interval}, n ${n}: about ${show(low)} to ${show(high)}.`;
  return correlation > -1 && correlation < 1
    ? `${d} and ${interval}, n ${n}: the printed interval takes a correlation of ${correlation.toFixed(2)} between the arms.`
    : `${d} and ${interval}, n ${n}: no correlation between the arms gives the printed interval.`;
}

function conclude(described: CiVariant, variants: readonly CiVariant[]): string {
  const possible = described.matches
    ? 'The described procedure can give the printed interval.'
    : `The described procedure cannot: it gives about ${show(described.low)} to ${show(described.high)}.`;
  const procedures = [...new Set(variants.map(({ effect, pairing }) => `${effect} with ${pairing} arms`))];
  if (procedures.length === 0)
    return `${possible} No other can without a correlation between the arms that is not printed.`;
  if (procedures.length > 1) return `${possible} Not identifiable: ${procedures.join(', ')} give it.`;
  return `${possible} What gives it with nothing left to assume: ${variants[0].meaning}`;
}

function show(value: number): string {
  return showNumber(Number(value.toPrecision(4)));
}
