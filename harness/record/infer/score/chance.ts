import type { Interval } from '../../interval.ts';
import { type Convention, departuresOf } from './convention.ts';
import type { Inferable } from './inferable.ts';
import { distinctOf, fits } from './values.ts';

/** A convention and the value that it gives. */
export interface Taken {
  readonly convention: Convention;
  readonly value: number;
}

/** How many values fit within so many departures, and how many would if the number had nothing to do with these images. */
export interface ChanceFits {
  readonly departures: number;
  /** Conventions searched, and the different values that they give. */
  readonly conventions: number;
  readonly values: number;
  readonly fits: number;
  readonly byChance: number;
}

/**
 * The density of different values around the printed number, times the width of what rounds to it: how many would fit
 * if the number came from elsewhere. Counted for conventions of at most 0, 1, ... departures, since the more of them are
 * tried the more fit.
 */
export function chanceFits(
  metric: Inferable,
  printed: Interval,
  described: Convention,
  taken: readonly Taken[],
): readonly ChanceFits[] {
  const width = printed.high - printed.low;
  const reach = Math.max(metric.reach, 10 * width);
  const middle = (printed.low + printed.high) / 2;
  const counted = taken.map(({ convention, value }) => ({
    value,
    departures: departuresOf(convention, described).length,
  }));
  const most = Math.max(0, ...counted.map(({ departures }) => departures));
  return Array.from({ length: most + 1 }, (_, departures) => {
    const within = counted.filter((one) => one.departures <= departures);
    const distinct = distinctOf(within.map(({ value }) => value));
    const near = distinct.filter((value) => Math.abs(value - middle) <= reach).length;
    return {
      departures,
      conventions: within.length,
      values: distinct.length,
      fits: distinct.filter((value) => fits(printed, value)).length,
      byChance: (near * width) / (2 * reach),
    };
  });
}
