import type { Word } from '../language/word.ts';
import type { Outcome } from './verdict.ts';

/** What an observed value must be for a claim to hold. */
export type Comparator =
  | { readonly kind: 'above'; readonly bound: number }
  | { readonly kind: 'below'; readonly bound: number }
  | { readonly kind: 'within'; readonly low: number; readonly high: number }
  | { readonly kind: 'overlaps'; readonly low: number; readonly high: number };

/** Every comparator by its kind. */
export const comparatorWords: Readonly<Record<Comparator['kind'], Word>> = {
  above: {
    title: 'Above a bound',
    description:
      'Holds when the whole interval lies above the bound; contradicted when all of it lies at or below.',
  },
  below: {
    title: 'Below a bound',
    description:
      'Holds when the whole interval lies below the bound; contradicted when all of it lies at or above.',
  },
  within: {
    title: 'Within a range',
    description:
      'Holds when the whole interval lies from `low` to `high`, as equivalence asks; contradicted when all of it lies outside.',
  },
  overlaps: {
    title: 'Compatible with a range',
    description: 'Holds when the interval and the range from `low` to `high` have a point in common.',
  },
};

export interface Comparison {
  readonly outcome: Outcome;
  readonly expected: string;
  readonly reason: string;
}

/**
 * Decides by the interval, never by the value alone: `reproduced` when the whole interval agrees with the
 * claim, `not reproduced` when all of it contradicts, `inconclusive` between.
 *
 * @param interval of the observed value; `[value, value]` where it has no sampling error
 */
export function compare(interval: readonly [number, number], comparator: Comparator): Comparison {
  const { expected, agrees, contradicts } = tests(comparator);
  const [low, high] = interval;
  const shown = low === high ? `the value ${format(low)}` : `the interval ${format(low)} .. ${format(high)}`;
  if (!(low <= high)) return { outcome: 'inconclusive', expected, reason: 'no interval could be computed' };
  if (agrees(low, high)) return { outcome: 'reproduced', expected, reason: `${shown} is ${expected}` };
  if (contradicts(low, high))
    return { outcome: 'not reproduced', expected, reason: `${shown} is not ${expected}` };
  return { outcome: 'inconclusive', expected, reason: `${shown} is neither ${expected} nor clear of it` };
}

interface Tests {
  readonly expected: string;
  readonly agrees: (low: number, high: number) => boolean;
  readonly contradicts: (low: number, high: number) => boolean;
}

function tests(comparator: Comparator): Tests {
  switch (comparator.kind) {
    case 'above': {
      const { bound } = comparator;
      return {
        expected: `above ${bound}`,
        agrees: (low) => low > bound,
        contradicts: (_, high) => high <= bound,
      };
    }
    case 'below': {
      const { bound } = comparator;
      return {
        expected: `below ${bound}`,
        agrees: (_, high) => high < bound,
        contradicts: (low) => low >= bound,
      };
    }
    case 'within': {
      const { low: least, high: most } = comparator;
      return {
        expected: `within ${least} .. ${most}`,
        agrees: (low, high) => low >= least && high <= most,
        contradicts: (low, high) => high < least || low > most,
      };
    }
    case 'overlaps': {
      const { low: least, high: most } = comparator;
      const meets = (low: number, high: number) => low <= most && high >= least;
      return {
        expected: `overlapping ${least} .. ${most}`,
        agrees: meets,
        contradicts: (low, high) => !meets(low, high),
      };
    }
  }
}

/**
 * How many samples would have decided what stayed open: intervals shrink with the square root of n, so the
 * same value would be clear of the nearest bound with about this many.
 * @returns undefined where the value lies on the bound
 */
export function samplesToDecide(
  value: number,
  interval: readonly [number, number],
  n: number,
  comparator: Comparator,
): number | undefined {
  // A value between two bounds must be clear of both, one beyond them of the nearer.
  const needed = boundsThatMatter(value, comparator).map((bound) => {
    const reach = bound < value ? value - interval[0] : interval[1] - value;
    return n * (reach / Math.abs(value - bound)) ** 2;
  });
  const most = Math.max(...needed);
  return Number.isFinite(most) ? Math.ceil(most) : undefined;
}

function boundsThatMatter(value: number, comparator: Comparator): readonly number[] {
  if ('bound' in comparator) return [comparator.bound];
  const { low, high } = comparator;
  return value < low ? [low] : value > high ? [high] : [low, high];
}

function format(value: number): string {
  return String(Number(value.toPrecision(4)));
}
