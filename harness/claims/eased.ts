import { agreedRange, boundsOf, type Comparator } from './comparator.ts';

type Interval = readonly [low: number, high: number];

/** The same question with a bound that is easier to meet by so much, or stricter where `by` is negative. */
export function eased(comparator: Comparator, by: number): Comparator {
  switch (comparator.kind) {
    case 'above':
      return { kind: 'above', bound: comparator.bound - by };
    case 'below':
      return { kind: 'below', bound: comparator.bound + by };
    case 'within':
    case 'near': {
      const [low, high] = agreedRange(comparator);
      return { kind: 'within', low: low - by, high: high + by };
    }
  }
}

/** The easings at which a comparison may come out otherwise. */
export function turningEasings([low, high]: Interval, comparator: Comparator): readonly number[] {
  switch (comparator.kind) {
    case 'above':
      return [comparator.bound - low, comparator.bound - high];
    case 'below':
      return [low - comparator.bound, high - comparator.bound];
    case 'within':
    case 'near': {
      const [least, most] = agreedRange(comparator);
      return [least - low, least - high, low - most, high - most];
    }
  }
}

/**
 * How many times wider or narrower the interval would have to be, about its value, for a comparison to come out
 * otherwise.
 */
export function turningWidths(
  value: number,
  [low, high]: Interval,
  comparator: Comparator,
): readonly number[] {
  return boundsOf(comparator)
    .flatMap((bound) => [low, high].map((end) => (bound - value) / (end - value)))
    .filter((width) => width > 0 && Number.isFinite(width));
}
