import type { Interval } from './interval.ts';

/** A weighted sum of coordinates that must lie in an interval; no weight is negative. */
export interface Row {
  readonly weights: readonly number[];
  readonly within: Interval;
}

/**
 * Whether real coordinates from 0 to `most` meet all rows, as a linear program would tell.
 *
 * If not, then some sum of rows in which all weights but a few vanish is out of reach: of `s` rows those that make
 * `s - 1` weights 0 are the extreme rays of the dual cone (Farkas' lemma).
 */
export function realPointExists(most: readonly number[], rows: readonly Row[]): boolean {
  const axes = most.map((_, axis) => axis);
  return subsets(rows, 1, rows.length).every((some) =>
    subsets(axes, some.length - 1, some.length - 1).every((vanish) => {
      const shares = nullVector(vanish.map((axis) => some.map(({ weights }) => weights[axis])));
      return shares === undefined || within(most, some, shares);
    }),
  );
}

function within(most: readonly number[], rows: readonly Row[], shares: readonly number[]): boolean {
  const weights = most.map((_, axis) => rows.reduce((sum, row, i) => sum + shares[i] * row.weights[axis], 0));
  const reach = (up: boolean) =>
    weights.reduce((sum, weight, axis) => sum + (weight > 0 === up ? weight * most[axis] : 0), 0);
  const end = (up: boolean) =>
    rows.reduce(
      (sum, row, i) => sum + shares[i] * (shares[i] > 0 === up ? row.within.high : row.within.low),
      0,
    );
  const hair = 1e-9;
  return reach(false) <= end(true) + hair && reach(true) >= end(false) - hair;
}

/** Shares, the largest 1, by which `s` columns add to 0 in each of `s - 1` lines; none where several are free. */
function nullVector(lines: readonly (readonly number[])[]): readonly number[] | undefined {
  const minors = Array.from({ length: lines.length + 1 }, (_, column) => {
    const sign = column % 2 === 0 ? 1 : -1;
    return sign * determinant(lines.map((line) => line.filter((_value, i) => i !== column)));
  });
  const largest = Math.max(...minors.map(Math.abs));
  return largest < 1e-14 ? undefined : minors.map((minor) => minor / largest);
}

function determinant(matrix: readonly (readonly number[])[]): number {
  if (matrix.length === 0) return 1;
  const [first, ...rest] = matrix;
  return first.reduce((sum, value, column) => {
    const minor = rest.map((line) => line.filter((_value, i) => i !== column));
    return sum + (column % 2 === 0 ? 1 : -1) * value * determinant(minor);
  }, 0);
}

/** Choices of `least` to `most` of some things, in their order. */
function subsets<T>(of: readonly T[], least: number, most: number): readonly (readonly T[])[] {
  const all: (readonly T[])[] = [[]];
  for (const one of of) {
    const longer = all.filter(({ length }) => length < most).map((some) => [...some, one]);
    all.push(...longer);
  }
  return all.filter(({ length }) => length >= least);
}
