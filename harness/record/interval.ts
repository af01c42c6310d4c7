/** A closed interval of real numbers; either end may be infinite. */
export interface Interval {
  readonly low: number;
  readonly high: number;
}

/** Everything: what is known of a number of which nothing is known. */
const everything: Interval = { low: Number.NEGATIVE_INFINITY, high: Number.POSITIVE_INFINITY };

/** The interval holding one number. */
export function point(value: number): Interval {
  return { low: value, high: value };
}

// Every operation rounds outwards: the exact result of the operation on any two numbers of the operands lies
// in the interval returned, so that no finding is an accident of floating point.

/** a + b. */
export function add(a: Interval, b: Interval): Interval {
  return outwards(a.low + b.low, a.high + b.high, integral(a, b));
}

/** a - b. */
export function subtract(a: Interval, b: Interval): Interval {
  return outwards(a.low - b.high, a.high - b.low, integral(a, b));
}

/** a b, for finite intervals. */
export function multiply(a: Interval, b: Interval): Interval {
  const products = [a.low * b.low, a.low * b.high, a.high * b.low, a.high * b.high];
  return outwards(Math.min(...products), Math.max(...products), integral(a, b));
}

/** a / b; everything when b holds 0, or where neither has an end. */
export function divide(a: Interval, b: Interval): Interval {
  const quotients = [a.low / b.low, a.low / b.high, a.high / b.low, a.high / b.high];
  if (holdsZero(b) || quotients.some(Number.isNaN)) return everything;
  return { low: down(Math.min(...quotients)), high: up(Math.max(...quotients)) };
}

/** Whether 0 lies in a, its ends included. */
export function holdsZero({ low, high }: Interval): boolean {
  return low <= 0 && high >= 0;
}

/** The least and the greatest whole number in a, whose ends are good to fourteen digits; none where the least is above. */
export function wholeEnds({ low, high }: Interval): { readonly least: number; readonly most: number } {
  const end = (value: number) => Number(value.toPrecision(14));
  return { least: Math.ceil(end(low)), most: Math.floor(end(high)) };
}

/** The squares of the numbers in a. */
export function square(a: Interval): Interval {
  const { low, high } = magnitude(a);
  return { low: Math.max(0, down(low * low)), high: up(high * high) };
}

/** The square roots of the non-negative numbers in a. */
export function squareRoot(a: Interval): Interval {
  return {
    low: Math.max(0, down(Math.sqrt(Math.max(0, a.low)))),
    high: up(Math.sqrt(Math.max(0, a.high))),
  };
}

/** The absolute values of the numbers in a. */
export function magnitude(a: Interval): Interval {
  if (a.low >= 0) return a;
  if (a.high <= 0) return { low: Math.abs(a.high), high: Math.abs(a.low) };
  return { low: 0, high: Math.max(-a.low, a.high) };
}

/**
 * The image of a under a monotone function that is accurate to about 1e-13 relative: its ends, rounded outwards.
 * The direction is read from the values.
 */
export function mapMonotone(a: Interval, f: (value: number) => number): Interval {
  const [one, other] = [f(a.low), f(a.high)];
  const low = Math.min(one, other);
  const high = Math.max(one, other);
  return { low: low - Math.abs(low) * 1e-12, high: high + Math.abs(high) * 1e-12 };
}

/** What the smallest of numbers known to these intervals can be. */
export function smallest(intervals: readonly Interval[]): Interval {
  return {
    low: Math.min(...intervals.map(({ low }) => low)),
    high: Math.min(...intervals.map(({ high }) => high)),
  };
}

/** What the largest of numbers known to these intervals can be. */
export function largest(intervals: readonly Interval[]): Interval {
  return {
    low: Math.max(...intervals.map(({ low }) => low)),
    high: Math.max(...intervals.map(({ high }) => high)),
  };
}

/** How two statements about one number agree. */
export type Agreement = 'agree' | 'touch' | 'differ';

/**
 * Whether two intervals can hold one number. `touch` when they share no more than an end, so that they agree
 * only if the number lay exactly half-way between two printed values and was rounded up once and down once.
 */
export function agreement(a: Interval, b: Interval): Agreement {
  const shared = Math.min(a.high, b.high) - Math.max(a.low, b.low);
  const scale = Math.max(
    ...[a.low, a.high, b.low, b.high].map((end) => (Number.isFinite(end) ? Math.abs(end) : 0)),
  );
  const slack = 1e-12 * scale;
  if (shared < -slack) return 'differ';
  if (shared > slack) return 'agree';
  // An exact number (a count, or what follows from counts up to floating point) inside or at the end of a rounding
  // interval shares a point and yet agrees fully.
  return a.high - a.low <= slack || b.high - b.low <= slack ? 'agree' : 'touch';
}

/** The interval as text, to six significant digits. */
export function showInterval({ low, high }: Interval): string {
  return low === high ? showNumber(low) : `[${showNumber(low)}, ${showNumber(high)}]`;
}

/** A number as text, to six significant digits. */
export function showNumber(value: number): string {
  return String(Number(value.toPrecision(6)));
}

/** Counts stay exact: sums and products of whole numbers that a double holds need no rounding. */
function outwards(low: number, high: number, exact: boolean): Interval {
  const whole = exact && Number.isSafeInteger(low) && Number.isSafeInteger(high);
  return whole ? { low, high } : { low: down(low), high: up(high) };
}

function integral(...intervals: readonly Interval[]): boolean {
  return intervals.every(({ low, high }) => Number.isInteger(low) && Number.isInteger(high));
}

function up(value: number): number {
  return Number.isFinite(value) ? value + Math.abs(value) * Number.EPSILON + Number.MIN_VALUE : value;
}

function down(value: number): number {
  return Number.isFinite(value) ? value - Math.abs(value) * Number.EPSILON - Number.MIN_VALUE : value;
}
