import { showInterval } from '../interval.ts';
import { evaluateAll } from '../operand.ts';
import { operands } from './options.ts';
import type { Rule } from './rule.ts';

export const ordering: Rule = {
  name: 'ordering',
  title: 'A statement that some values exceed others',
  description: 'Each of some values stated to exceed each of some others does.',
  options: {
    greater: operands('Values stated to exceed all of the others.'),
    lesser: operands('The others.'),
  },
  check(options, figures) {
    const greater = evaluateAll(options.raw('greater'), figures);
    const lesser = evaluateAll(options.raw('lesser'), figures);
    const pairs = greater.flatMap((a) => lesser.map((b) => [a, b] as const));
    const wrong = pairs.filter(([a, b]) => a.interval.high < b.interval.low);
    const open = pairs.filter(
      ([a, b]) => a.interval.high >= b.interval.low && a.interval.low <= b.interval.high,
    );
    const show = (quantity: (typeof greater)[number]) =>
      `${quantity.label}${quantity.text ? ` ${quantity.text}` : ''} ${showInterval(quantity.interval)}`;
    const list = (of: typeof pairs, verb: string) =>
      of.map(([a, b]) => `${show(a)} ${verb} ${show(b)}`).join('; ');
    return {
      severity: wrong.length > 0 ? 'inconsistent' : 'consistent',
      printed: [...greater, ...lesser],
      recomputed: [],
      derivation:
        wrong.length > 0
          ? `Reversed whatever the rounding: ${list(wrong, 'is below')}.`
          : `${list(pairs, 'against')}: ${open.length > 0 ? `rounding leaves ${open.length} of ${pairs.length} open` : 'certain whatever the rounding'}.`,
      resolution: 'The values before rounding.',
    };
  },
};
