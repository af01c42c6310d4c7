import { midranks } from '../numeric/midranks.ts';
import { mean } from '../numeric/moments.ts';
import { normalQuantile } from '../numeric/normal.ts';
import { logStudentTTail } from '../numeric/student-t.ts';
import { assertVaries } from './differences.ts';
import { CONFIDENCE } from './estimate.ts';

/** A product-moment correlation with its two-sided p value. */
export interface Correlation {
  readonly r: number;
  readonly r2: number;
  readonly p: number;
  readonly log10p: number;
  readonly ci95: readonly [low: number, high: number] | null;
}

/**
 * Pearson's r with the p of Student's t on `df` degrees of freedom and Fisher's interval.
 * @throws InputError when a column does not vary: r is then undefined.
 */
export function pearson(x: Float64Array, y: Float64Array): Correlation {
  const r = productMoment(x, y);
  return { ...withP(r, x.length - 2), ci95: fisherInterval(r, x.length, CONFIDENCE) };
}

/** r, r2 and the two-sided p of r = 0; with no degree of freedom left p is 1. */
export function withP(r: number, df: number): Omit<Correlation, 'ci95'> {
  const log = df > 0 ? Math.min(0, Math.LN2 + logTail(Math.abs(r), df)) : 0;
  return { r, r2: r * r, p: Math.exp(log), log10p: log / Math.LN10 + 0 };
}

/** A rank correlation with its two-sided p value. */
export interface RankCorrelation {
  readonly rho: number;
  readonly p: number;
  readonly log10p: number;
  readonly ci95: readonly [low: number, high: number] | null;
}

/**
 * Spearman's rho: Pearson's r of the midranks, with the p of Student's t as an approximation (SciPy's), and
 * Bonett and Wright's interval (2000): Fisher's, wider by the root of 1 + rho^2 / 2. It is null below four points.
 */
export function spearman(x: Float64Array, y: Float64Array): RankCorrelation {
  const { r, p, log10p } = pearson(midranks(x).ranks, midranks(y).ranks);
  return { rho: r, p, log10p, ci95: fisherInterval(r, x.length, CONFIDENCE, Math.sqrt(1 + r ** 2 / 2)) };
}

/**
 * Fisher's interval of a correlation: atanh(r) +/- z / sqrt(n - 3), taken back; null below four points.
 */
export function fisherInterval(
  r: number,
  n: number,
  confidence: number,
  widening = 1,
): [number, number] | null {
  if (n < 4) return null;
  const reach = (widening * normalQuantile((1 + confidence) / 2)) / Math.sqrt(n - 3);
  if (Math.abs(r) === 1) return [r, r];
  const centre = Math.atanh(r);
  return [Math.tanh(centre - reach), Math.tanh(centre + reach)];
}

/**
 * Correlation within groups: each value less its group's mean on either column, with the degrees of freedom
 * that the means cost. null where fewer than one is left, or a column is constant within every group.
 */
export function withinGroups(
  x: Float64Array,
  y: Float64Array,
  members: readonly (readonly number[])[],
): Omit<Correlation, 'ci95'> | null {
  const df = x.length - members.length - 1;
  const [a, b] = [demeaned(x, members), demeaned(y, members)];
  const varies = (values: Float64Array) => values.some((value) => value !== 0);
  return df < 1 || !varies(a) || !varies(b) ? null : withP(productMoment(a, b), df);
}

/** r as the cosine of the two centred columns, each scaled to unit length first (Lawson & Hanson). */
function productMoment(x: Float64Array, y: Float64Array): number {
  const [a, b] = [unit('x', x), unit('y', y)];
  let r = 0;
  for (let i = 0; i < a.length; i++) r += a[i] * b[i];
  return Math.max(-1, Math.min(1, r));
}

function unit(name: string, values: Float64Array): Float64Array {
  const centre = mean(values);
  const deviations = values.map((value) => value - centre);
  const largest = deviations.reduce((max, value) => Math.max(max, Math.abs(value)), 0);
  // Equal values can differ from their rounded mean; that is no variation.
  assertVaries(`correlation: column ${name}`, values.some((v) => v !== values[0]) ? largest : 0, 'values');
  let squares = 0;
  for (const deviation of deviations) squares += (deviation / largest) ** 2;
  const length = largest * Math.sqrt(squares);
  return deviations.map((deviation) => deviation / length);
}

function demeaned(values: Float64Array, members: readonly (readonly number[])[]): Float64Array {
  const result = Float64Array.from(values);
  for (const group of members) {
    const centre = mean(group.map((i) => values[i]));
    for (const i of group) result[i] -= centre;
  }
  return result;
}

/** ln P(R > r) with t = r sqrt(df / (1 - r^2)). */
function logTail(r: number, df: number): number {
  if (r === 1) return -Infinity;
  return logStudentTTail(r * Math.sqrt(df / ((1 - r) * (1 + r))), df);
}
