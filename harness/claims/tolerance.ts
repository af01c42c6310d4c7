import { studentTQuantile } from '../numeric/student-t.ts';

/** How far a value may be from the golden one, and why that far. */
export interface Tolerance {
  /** `prediction-interval` at level `size` over the raw runs; the other two a plain distance. */
  readonly kind: 'absolute' | 'relative' | 'prediction-interval';
  readonly size: number;
  /** The least that the distance comes to, where runs happen to agree: a plain part and one of the value's size. */
  readonly floor?: { readonly absolute: number; readonly relative: number };
  readonly reason: string;
  readonly source: string;
}

/** The accepted range of a golden value. */
export function accepted(
  expected: number | readonly number[],
  tolerance: Tolerance,
): readonly [low: number, high: number] {
  const centre = typeof expected === 'number' ? expected : mean(expected);
  const { absolute = 0, relative = 0 } = tolerance.floor ?? {};
  const reach = Math.max(reachOf(expected, centre, tolerance), absolute + relative * Math.abs(centre));
  return [centre - reach, centre + reach];
}

function reachOf(expected: number | readonly number[], centre: number, { kind, size }: Tolerance): number {
  if (kind === 'absolute') return size;
  if (kind === 'relative') return size * Math.abs(centre);
  // Prediction interval for one more run: t * s * sqrt(1 + 1/m), with m - 1 degrees of freedom.
  const runs = typeof expected === 'number' ? [expected] : expected;
  const m = runs.length;
  const sd = Math.sqrt(runs.reduce((sum, run) => sum + (run - centre) ** 2, 0) / (m - 1));
  return quantileOf((1 + size) / 2, m - 1) * sd * Math.sqrt(1 + 1 / m);
}

/** Thousands of golden values share one level and one number of runs. */
const quantiles = new Map<string, number>();

function quantileOf(level: number, freedom: number): number {
  const name = `${level} ${freedom}`;
  const known = quantiles.get(name) ?? studentTQuantile(level, freedom);
  quantiles.set(name, known);
  return known;
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
