import { centred, mean } from '../numeric/moments.ts';
import { normalQuantile } from '../numeric/normal.ts';
import { logStudentTTail } from '../numeric/student-t.ts';
import { assertVaries } from './differences.ts';
import { intervalLevel } from './interval-level.ts';

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
  const { r, unexplained } = productMoment(x, y);
  return { ...withP(r, unexplained, x.length - 2), ci95: fisherInterval(r, x.length, intervalLevel()) };
}

/**
 * r, r2 and the two-sided p of r = 0; with no degree of freedom left p is 1.
 * @param unexplained 1 - r^2, which a caller often knows to more digits than r close to 1 leaves
 */
export function withP(r: number, unexplained: number, df: number): Omit<Correlation, 'ci95'> {
  const log = df > 0 ? Math.min(0, Math.LN2 + logTail(Math.abs(r), unexplained, df)) : 0;
  return { r, r2: r * r, p: Math.exp(log), log10p: log / Math.LN10 + 0 };
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
 * that the means cost, of which Fisher's interval takes two off: its n is theirs and two more (Bakdash and Marusich
 * 2017). null where fewer than one is left, or a column is constant within every group.
 */
export function withinGroups(
  x: Float64Array,
  y: Float64Array,
  members: readonly (readonly number[])[],
): Correlation | null {
  const df = x.length - members.length - 1;
  const [a, b] = [demeaned(x, members), demeaned(y, members)];
  const varies = (values: Float64Array) => values.some((value) => value !== 0);
  if (df < 1 || !varies(a) || !varies(b)) return null;
  const { r, unexplained } = productMoment(a, b);
  return { ...withP(r, unexplained, df), ci95: fisherInterval(r, df + 2, intervalLevel()) };
}

/**
 * r as the cosine of the two centred columns, each scaled to unit length first (Lawson & Hanson), and 1 - r^2 as
 * the squares of what is left of one when its projection on the other is taken off: near r = 1 the subtraction
 * itself would leave no digits. What rounding alone could leave counts as nothing.
 */
function productMoment(x: Float64Array, y: Float64Array): { r: number; unexplained: number } {
  const [a, b] = [unit('x', x), unit('y', y)];
  let r = 0;
  for (let i = 0; i < a.length; i++) r += a[i] * b[i];
  let unexplained = 0;
  for (let i = 0; i < a.length; i++) unexplained += (b[i] - r * a[i]) ** 2;
  const noise = Math.max(rounding(x), rounding(y));
  return {
    r: Math.max(-1, Math.min(1, r)),
    unexplained: unexplained > a.length * noise ** 2 ? unexplained : 0,
  };
}

/** What rounding makes of each value of a column, in the unit of its scaled deviations. */
function rounding(values: Float64Array): number {
  let [low, high] = [values[0], values[0]];
  for (let i = 1; i < values.length; i++) {
    low = Math.min(low, values[i]);
    high = Math.max(high, values[i]);
  }
  return (2 * Number.EPSILON * Math.max(Math.abs(low), Math.abs(high))) / (high - low);
}

function unit(name: string, values: Float64Array): Float64Array {
  const deviations = centred(values);
  const largest = deviations.reduce((most, deviation) => Math.max(most, Math.abs(deviation)), 0);
  // Equal values can differ from their rounded mean; that is no variation.
  assertVaries(`correlation: column ${name}`, values.some((v) => v !== values[0]) ? largest : 0, 'values');
  let squares = 0;
  for (let i = 0; i < deviations.length; i++) squares += (deviations[i] / largest) ** 2;
  const length = largest * Math.sqrt(squares);
  for (let i = 0; i < deviations.length; i++) deviations[i] /= length;
  return deviations;
}

function demeaned(values: Float64Array, members: readonly (readonly number[])[]): Float64Array {
  const result = Float64Array.from(values);
  for (const group of members) {
    const [first] = group;
    // Equal values can differ from their rounded mean; that is no variation.
    const centre = group.every((i) => values[i] === values[first])
      ? values[first]
      : mean(group.map((i) => values[i]));
    for (const i of group) result[i] -= centre;
  }
  return result;
}

/** ln P(R > r) with t = r sqrt(df / (1 - r^2)). */
function logTail(r: number, unexplained: number, df: number): number {
  return unexplained > 0 ? logStudentTTail(r * Math.sqrt(df / unexplained), df) : -Infinity;
}
