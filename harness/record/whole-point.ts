import type { Interval } from './interval.ts';

/** Something that never falls when a coordinate rises, and the interval that its value must lie in. */
export interface Demand {
  of(point: readonly number[]): number;
  readonly within: Interval;
}

/** Boxes looked at before the search gives up. */
const BUDGET = 100_000;

/**
 * A point of whole coordinates from 0 to `most` that meets every demand: boxes are halved while it is possible in them.
 *
 * A value that is not a number (0 / 0) at a corner of a box rules nothing out; at a single point it is met by 0 or 1,
 * which programs print for it.
 * @returns null where there is none, undefined where the search gave up
 */
export function wholePoint(
  most: readonly number[],
  demands: readonly Demand[],
): readonly number[] | null | undefined {
  const boxes: { low: readonly number[]; high: readonly number[] }[] = [
    { low: most.map(() => 0), high: most },
  ];
  for (let looked = 0; boxes.length > 0; looked++) {
    if (looked > BUDGET) return undefined;
    const { low, high } = boxes.pop()!;
    const single = low.every((value, i) => value === high[i]);
    if (!demands.every((demand) => possible(demand, low, high, single))) continue;
    if (single) return low;
    const sides = low.map((value, i) => high[i] - value);
    const axis = sides.indexOf(Math.max(...sides));
    const middle = low[axis] + Math.floor(sides[axis] / 2);
    boxes.push({ low: low.with(axis, middle + 1), high }, { low, high: high.with(axis, middle) });
  }
  return null;
}

function possible(
  { of, within }: Demand,
  low: readonly number[],
  high: readonly number[],
  single: boolean,
): boolean {
  const [least, greatest] = [of(low), of(high)];
  if (single && Number.isNaN(least))
    return [0, 1].some((value) => within.low <= value && value <= within.high);
  const hair = 1e-12;
  return !(least > within.high + hair) && !(greatest < within.low - hair);
}
