import type { Word } from '../language/word.ts';
import type { Outcome } from './outcome.ts';

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
    description:
      'Holds when the interval and the range from `low` to `high` have a point in common, and the interval is no wider than the range is far from 0 (or wide, if that is more): a wider one could agree with no effect as well. Contradicted when they have none.',
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
  const [low, high] = interval;
  const expected = inWords(comparator);
  const shown = low === high ? `the value ${format(low)}` : `the interval ${format(low)} .. ${format(high)}`;
  const outcome = outcomeOf(interval, comparator);
  return { outcome, expected, reason: reasonOf(outcome) };

  function reasonOf(outcome: Outcome): string {
    if (!(low <= high)) return 'no interval could be computed';
    if (outcome !== 'inconclusive') return `${shown} is ${outcome === 'reproduced' ? '' : 'not '}${expected}`;
    return comparator.kind === 'overlaps'
      ? `${shown} is ${expected}, but too wide to tell: wider than ${format(widest(comparator))}`
      : `${shown} is neither ${expected} nor clear of it`;
  }
}

/** The outcome of {@link compare}. */
export function outcomeOf([low, high]: readonly [number, number], comparator: Comparator): Outcome {
  if (!(low <= high)) return 'inconclusive';
  const { agrees, contradicts } = tests(comparator);
  return agrees(low, high) ? 'reproduced' : contradicts(low, high) ? 'not reproduced' : 'inconclusive';
}

interface Tests {
  readonly agrees: (low: number, high: number) => boolean;
  readonly contradicts: (low: number, high: number) => boolean;
}

function tests(comparator: Comparator): Tests {
  switch (comparator.kind) {
    case 'above': {
      const { bound } = comparator;
      return { agrees: (low) => low > bound, contradicts: (_, high) => high <= bound };
    }
    case 'below': {
      const { bound } = comparator;
      return { agrees: (_, high) => high < bound, contradicts: (low) => low >= bound };
    }
    case 'within': {
      const { low: least, high: most } = comparator;
      return {
        agrees: (low, high) => low >= least && high <= most,
        contradicts: (low, high) => high < least || low > most,
      };
    }
    case 'overlaps': {
      const { low: least, high: most } = comparator;
      const meets = (low: number, high: number) => low <= most && high >= least;
      return {
        agrees: (low, high) => meets(low, high) && high - low <= widest(comparator),
        contradicts: (low, high) => !meets(low, high),
      };
    }
  }
}

function inWords(comparator: Comparator): string {
  if ('bound' in comparator) return `${comparator.kind} ${comparator.bound}`;
  const { kind, low, high } = comparator;
  return `${kind === 'within' ? 'within' : 'overlapping'} ${low} .. ${high}`;
}

/**
 * The widest interval that agreement with a range may rest on. One that is wider than the range is far from 0 would meet
 * the range where the truth is 0 too, so that it tells the range from nothing as little.
 */
export function widest({ low, high }: { readonly low: number; readonly high: number }): number {
  return Math.max(high - low, low, -high);
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
  if (comparator.kind === 'overlaps')
    return Math.ceil(n * ((interval[1] - interval[0]) / widest(comparator)) ** 2);
  // A value between two bounds must be clear of both; of one beyond them the nearer asks for more.
  const bounds = 'bound' in comparator ? [comparator.bound] : [comparator.low, comparator.high];
  const needed = bounds.map((bound) => {
    const reach = bound < value ? value - interval[0] : interval[1] - value;
    return n * (reach / (value - bound)) ** 2;
  });
  const most = Math.max(...needed);
  return Number.isFinite(most) ? Math.ceil(most) : undefined;
}

function format(value: number): string {
  return String(Number(value.toPrecision(4)));
}
