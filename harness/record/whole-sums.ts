import { type Row, realPointExists } from './real-point.ts';

/** Sums that one side may have before the search gives up. */
const MOST = 600_000;
/** Pairs of sums that are looked at. */
const PAIRS = 5_000_000;

/**
 * Whether whole coordinates from 0 to `most` meet all rows: the sums that the first and the last of them can give, each
 * side by its own, and then a pair of both that fits.
 * @param first how many coordinates are of the first side
 * @returns undefined where the search gave up
 */
export function wholeSumsExist(
  most: readonly number[],
  rows: readonly Row[],
  first: number,
): boolean | undefined {
  if (!realPointExists(most, rows)) return false;
  const axes = most.map((_, axis) => axis);
  const [a, b] = [axes.slice(0, first), axes.slice(first)].map((own) => sumsOf(own, most, rows));
  if (a === undefined || b === undefined) return undefined;
  const shared = rows.findIndex(
    ({ weights }) => weights.slice(0, first).some(Boolean) && weights.slice(first).some(Boolean),
  );
  if (shared < 0) return a.length > 0 && b.length > 0;
  b.sort((x, y) => x[shared] - y[shared]);
  const { low, high } = rows[shared].within;
  let pairs = 0;
  for (let step = 0; step < a.length; step++) {
    // Scattered over the side, so that what fits is met early; a prime above its length meets every sum once.
    const own = a[(step * SCATTER) % a.length];
    for (let at = firstAbove(b, shared, low - own[shared] - HAIR); at < b.length; at++) {
      if (own[shared] + b[at][shared] > high + HAIR) break;
      if (pairs++ > PAIRS) return undefined;
      if (rows.every(({ within }, i) => holds(own[i] + b[at][i], within))) return true;
    }
  }
  return false;
}

const HAIR = 1e-12;
const SCATTER = 1_000_003;

/** The sums of some coordinates in each row; those that a row of theirs alone rules out are left. */
function sumsOf(
  axes: readonly number[],
  most: readonly number[],
  rows: readonly Row[],
): number[][] | undefined {
  const alone = rows.flatMap(({ weights }, i) =>
    weights.every((weight, axis) => weight === 0 || axes.includes(axis)) ? [i] : [],
  );
  let sums: number[][] = [rows.map(() => 0)];
  for (const [at, axis] of axes.entries()) {
    const rest = rows.map(({ weights }) =>
      axes.slice(at + 1).reduce((sum, other) => sum + weights[other] * most[other], 0),
    );
    const longer: number[][] = [];
    for (const sum of sums) {
      for (let value = 0; value <= most[axis]; value++) {
        const next = sum.map((one, i) => one + rows[i].weights[axis] * value);
        const possible = alone.every(
          (i) => next[i] <= rows[i].within.high + HAIR && next[i] + rest[i] >= rows[i].within.low - HAIR,
        );
        if (possible) longer.push(next);
      }
      if (longer.length > MOST) return undefined;
    }
    sums = longer;
  }
  return sums;
}

function firstAbove(sorted: readonly (readonly number[])[], row: number, limit: number): number {
  let [from, to] = [0, sorted.length];
  while (from < to) {
    const middle = (from + to) >> 1;
    if (sorted[middle][row] < limit) from = middle + 1;
    else to = middle;
  }
  return from;
}

function holds(value: number, { low, high }: Row['within']): boolean {
  return value >= low - HAIR && value <= high + HAIR;
}
