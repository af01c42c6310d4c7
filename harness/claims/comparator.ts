import type { Word } from '../language/word.ts';
import type { Outcome } from './outcome.ts';

/** What an observed value must be for a claim to hold. */
export type Comparator =
  | { readonly kind: 'above'; readonly bound: number }
  | { readonly kind: 'below'; readonly bound: number }
  | { readonly kind: 'within'; readonly low: number; readonly high: number }
  | { readonly kind: 'near'; readonly low: number; readonly high: number };

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
  near: {
    title: 'As large as a printed range',
    description:
      'Holds when the whole interval lies in the printed range from `low` to `high` with both ends moved outwards to 80 or 125 % of themselves, as bioequivalence asks; contradicted when all of it lies outside. For a margin of your own ask `within`.',
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
    return outcome === 'inconclusive'
      ? `${shown} is neither ${expected} nor clear of it`
      : `${shown} is ${outcome === 'reproduced' ? '' : 'not '}${expected}`;
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
    case 'within':
    case 'near': {
      const [least, most] = agreedRange(comparator);
      return {
        agrees: (low, high) => low >= least && high <= most,
        contradicts: (low, high) => high < least || low > most,
      };
    }
  }
}

function inWords(comparator: Comparator): string {
  if ('bound' in comparator) return `${comparator.kind} ${comparator.bound}`;
  const { kind, low, high } = comparator;
  if (kind === 'within') return `within ${low} .. ${high}`;
  const [least, most] = agreedRange(comparator);
  return `within ${format(least)} .. ${format(most)} (80 to 125 % of the printed ${low} .. ${high})`;
}

type Range = Extract<Comparator, { readonly low: number }>;

/**
 * What an interval must lie in to agree with a range: the range itself, or a printed one with its ends moved outwards to
 * 80 or 125 % of themselves. These are the limits of average bioequivalence (FDA, Statistical Approaches to Establishing
 * Bioequivalence, 2001); they hold no 0 where the range holds none, so that no effect never agrees with one.
 */
export function agreedRange({ kind, low, high }: Range): readonly [low: number, high: number] {
  if (kind === 'within') return [low, high];
  return [low * (low > 0 ? 0.8 : 1.25), high * (high < 0 ? 0.8 : 1.25)];
}

/** The bounds that an interval has to be clear of, or within. */
export function boundsOf(comparator: Comparator): readonly number[] {
  return 'bound' in comparator ? [comparator.bound] : agreedRange(comparator);
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
  // A value between two bounds must be clear of both; of one beyond them the nearer asks for more.
  const needed = boundsOf(comparator).map((bound) => {
    const reach = bound < value ? value - interval[0] : interval[1] - value;
    return n * (reach / (value - bound)) ** 2;
  });
  const most = Math.max(...needed);
  return Number.isFinite(most) ? Math.ceil(most) : undefined;
}

function format(value: number): string {
  return String(Number(value.toPrecision(4)));
}
