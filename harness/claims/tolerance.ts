import { studentTQuantile } from '../numeric/student-t.ts';

/** How far a value may be from the golden one, and why that far. */
export interface Tolerance {
  /** `prediction-interval` at level `size` from the spread of raw runs; the other two a plain distance. */
  readonly kind: 'absolute' | 'relative' | 'prediction-interval';
  readonly size: number;
  /** The least that the distance comes to, where runs happen to agree: a plain part and one of the value's size. */
  readonly floor?: { readonly absolute: number; readonly relative: number };
  readonly reason: string;
  readonly source: string;
}

/** How raw runs spread: their standard deviation, and the degrees of freedom that it rests on. */
export interface Spread {
  readonly sd: number;
  readonly freedom: number;
}

/**
 * The accepted range of a golden value.
 * @param expected the value, or those of raw runs, whose mean is then the centre
 * @param spread of one run; that of these raw runs where it is left out
 */
export function accepted(
  expected: number | readonly number[],
  tolerance: Tolerance,
  spread: Spread = spreadOf([runsOf(expected)]),
): readonly [low: number, high: number] {
  const runs = runsOf(expected);
  const centre = meanOf(runs);
  const { absolute = 0, relative = 0 } = tolerance.floor ?? {};
  const reach = Math.max(
    reachOf(runs.length, centre, tolerance, spread),
    absolute + relative * Math.abs(centre),
  );
  return [centre - reach, centre + reach];
}

/** The pooled spread of several groups of raw runs, each about its own mean. */
export function spreadOf(groups: readonly (readonly number[])[]): Spread {
  const freedom = groups.reduce((sum, runs) => sum + runs.length - 1, 0);
  const squares = groups.reduce((sum, runs) => {
    const centre = meanOf(runs);
    return sum + runs.reduce((own, run) => own + (run - centre) ** 2, 0);
  }, 0);
  return { sd: freedom === 0 ? Number.NaN : Math.sqrt(squares / freedom), freedom };
}

function reachOf(m: number, centre: number, { kind, size }: Tolerance, { sd, freedom }: Spread): number {
  if (kind === 'absolute') return size;
  if (kind === 'relative') return size * Math.abs(centre);
  // Prediction interval for one more run: t * s * sqrt(1 + 1/m).
  return quantileOf((1 + size) / 2, freedom) * sd * Math.sqrt(1 + 1 / m);
}

/** Thousands of golden values share one level and few numbers of runs. */
const quantiles = new Map<string, number>();

function quantileOf(level: number, freedom: number): number {
  const name = `${level} ${freedom}`;
  const known = quantiles.get(name) ?? studentTQuantile(level, freedom);
  quantiles.set(name, known);
  return known;
}

function runsOf(expected: number | readonly number[]): readonly number[] {
  return typeof expected === 'number' ? [expected] : expected;
}

function meanOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
