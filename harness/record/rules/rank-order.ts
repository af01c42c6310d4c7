import { InputError } from '../../numeric/input-error.ts';
import { asPrinted, evaluateAll, type Quantity } from '../operand.ts';
import { choice, operands } from './options.ts';
import type { Rule } from './rule.ts';

export const rankOrder: Rule = {
  name: 'rank-order',
  title: 'Printed ranks against the values that they rank',
  description:
    'Of two values the better one has the better rank, whatever the rounding; one rank for two values that cannot be equal is suspicious. Rank 1 is the best.',
  options: {
    values: operands('The values that are ranked, at least 2.'),
    ranks: operands('Their printed ranks, in the same order.'),
    better: choice(['higher', 'lower'], 'Which values are the better ones.'),
  },
  check(options, figures) {
    const [values, ranks] = ['values', 'ranks'].map((key) => evaluateAll(options.raw(key), figures));
    const better = options.oneOf('better', ['higher', 'lower']);
    if (values.length !== ranks.length || values.length < 2) {
      throw new InputError({
        where: options.at('ranks'),
        expected: 'as many ranks as values, at least 2',
        got: `${values.length} values and ${ranks.length} ranks`,
        remedy: 'list values and ranks in one order',
      });
    }
    const beats = (a: Quantity, b: Quantity) =>
      better === 'higher' ? a.interval.low > b.interval.high : a.interval.high < b.interval.low;
    const pairs = values.flatMap((a, i) =>
      values.flatMap((b, j) => (beats(a, b) ? [{ a, b, own: ranks[i], other: ranks[j] }] : [])),
    );
    const wrong = pairs.filter(({ own, other }) => twiceMiddle(own) > twiceMiddle(other));
    const tied = pairs.filter(({ own, other }) => twiceMiddle(own) === twiceMiddle(other));
    const list = (of: typeof pairs, words: string) =>
      of
        .map(
          ({ a, b, own, other }) =>
            `${asPrinted(a)} of rank ${asPrinted(own)} ${words} ${asPrinted(b)} of rank ${asPrinted(other)}`,
        )
        .join('; ');
    return {
      severity: wrong.length > 0 ? 'inconsistent' : tied.length > 0 ? 'suspicious' : 'consistent',
      printed: values,
      recomputed: [],
      derivation:
        wrong.length > 0
          ? `${list(wrong, 'is better than')}.`
          : tied.length > 0
            ? `${list(tied, 'is better than')}, of the same rank.`
            : `${pairs.length} pairs of values that rounding cannot reverse have their ranks in order.`,
      resolution: 'The values before rounding, and what the ranks are of.',
    };
  },
};

/** Enough to compare middles by. */
function twiceMiddle({ interval: { low, high } }: Quantity): number {
  return low + high;
}
