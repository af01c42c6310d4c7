import { divide, type Interval, multiply, point, square, squareRoot, subtract } from './interval.ts';

/**
 * The range of Pearson's r over all points whose coordinates lie in the given intervals, enclosed: the returned
 * interval holds every attainable r, and is the exact range where r is monotone in each coordinate.
 *
 * A coordinate in which the derivative of r keeps its sign over the whole box is put to the end that the sign
 * says; over the remaining ones the mean value form bounds r. Derivatives are enclosed by interval arithmetic:
 * dr/dx_i = (Y_i / sqrt(S_yy) - r X_i / sqrt(S_xx)) / sqrt(S_xx), with X_i and Y_i the deviations from the mean.
 */
export function correlationRange(x: readonly Interval[], y: readonly Interval[]): Interval {
  const high = upperBound(x, y);
  const low = -upperBound(
    x,
    y.map(({ low: a, high: b }) => ({ low: -b, high: -a })),
  );
  return { low, high };
}

/** Pearson's r of two columns; NaN where one is constant. */
function pearson(x: readonly number[], y: readonly number[]): number {
  const [dx, dy] = [deviations(x), deviations(y)];
  const sum = (a: readonly number[], b: readonly number[]) =>
    a.reduce((total, value, i) => total + value * b[i], 0);
  return sum(dx, dy) / Math.sqrt(sum(dx, dx) * sum(dy, dy));
}

// Floating point leaves r of a handful of points within a few units of 1e-15; this is generous.
const ARITHMETIC = 1e-12;

function upperBound(x: readonly Interval[], y: readonly Interval[]): number {
  let [boxX, boxY] = [x, y];
  for (let pass = 0; pass < 3; pass++) {
    const slopes = gradient(boxX, boxY);
    if (slopes === undefined) return 1;
    const fixed = (box: readonly Interval[], of: readonly Interval[]) =>
      box.map((side, i) => (of[i].low >= 0 ? point(side.high) : of[i].high <= 0 ? point(side.low) : side));
    [boxX, boxY] = [fixed(boxX, slopes.x), fixed(boxY, slopes.y)];
  }
  const centre = (box: readonly Interval[]) => box.map(({ low, high }) => low + (high - low) / 2);
  const at = pearson(centre(boxX), centre(boxY));
  const slopes = gradient(boxX, boxY);
  if (slopes === undefined || Number.isNaN(at)) return 1;
  const excess = (box: readonly Interval[], of: readonly Interval[]) =>
    box.reduce((sum, { low, high }, i) => sum + ((high - low) / 2) * Math.max(-of[i].low, of[i].high), 0);
  return Math.min(1, at + excess(boxX, slopes.x) + excess(boxY, slopes.y) + ARITHMETIC);
}

function gradient(
  x: readonly Interval[],
  y: readonly Interval[],
): { x: Interval[]; y: Interval[] } | undefined {
  const [dx, dy] = [deviationIntervals(x), deviationIntervals(y)];
  const [sx, sy] = [norm(dx), norm(dy)];
  if (sx.low <= 0 || sy.low <= 0) return undefined;
  const dot = sumOf(dx.map((d, i) => multiply(d, dy[i])));
  const r = clamp(divide(dot, multiply(sx, sy)));
  const slope = (own: Interval, other: Interval, ownNorm: Interval, otherNorm: Interval) =>
    divide(subtract(divide(other, otherNorm), multiply(r, divide(own, ownNorm))), ownNorm);
  return {
    x: dx.map((d, i) => slope(d, dy[i], sx, sy)),
    y: dy.map((d, i) => slope(d, dx[i], sy, sx)),
  };
}

/** x_i less the mean, written so that x_i occurs once. */
function deviationIntervals(x: readonly Interval[]): Interval[] {
  const n = x.length;
  return x.map((own, i) => {
    const others = sumOf(x.filter((_, j) => j !== i));
    return subtract(multiply(point((n - 1) / n), own), multiply(point(1 / n), others));
  });
}

function norm(d: readonly Interval[]): Interval {
  return squareRoot(sumOf(d.map(square)));
}

function sumOf(intervals: readonly Interval[]): Interval {
  // One relative rounding for the whole sum covers those of its few terms.
  const low = intervals.reduce((sum, { low: a }) => sum + a, 0);
  const high = intervals.reduce((sum, { high: b }) => sum + b, 0);
  const size = intervals.reduce((sum, { low: a, high: b }) => sum + Math.abs(a) + Math.abs(b), 0);
  const slack = size * intervals.length * Number.EPSILON;
  return { low: low - slack, high: high + slack };
}

function clamp({ low, high }: Interval): Interval {
  return { low: Math.max(-1, low), high: Math.min(1, high) };
}

function deviations(x: readonly number[]): number[] {
  const mean = x.reduce((sum, value) => sum + value, 0) / x.length;
  return x.map((value) => value - mean);
}
