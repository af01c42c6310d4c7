import { InputError } from '../../numeric/input-error.ts';
import { showInterval } from '../interval.ts';
import { asPrinted, evaluate, evaluateAll, type Quantity } from '../operand.ts';
import { operand, operands, optional } from './options.ts';
import type { Rule } from './rule.ts';

export const bound: Rule = {
  name: 'bound',
  title: 'A stated bound against every value it is stated of',
  description: 'Values stated to lie at or under a bound, or at or over one, do so within their rounding.',
  options: {
    of: operands('The values that are bounded.'),
    atMost: operand('The upper bound; this or the lower one, or both.', optional),
    atLeast: operand('The lower bound.', optional),
  },
  check(options, figures) {
    const values = evaluateAll(options.raw('of'), figures);
    const upper = options.has('atMost') ? evaluate(options.raw('atMost'), figures) : undefined;
    const lower = options.has('atLeast') ? evaluate(options.raw('atLeast'), figures) : undefined;
    if (upper === undefined && lower === undefined) {
      throw new InputError({
        where: options.at('atMost'),
        expected: 'a bound, here or in "atLeast"',
        got: 'neither',
        remedy: 'name the figure or give the number that bounds',
      });
    }
    const over = upper ? values.filter(({ interval }) => interval.low > limit(upper, 'high')) : [];
    const under = lower ? values.filter(({ interval }) => interval.high < limit(lower, 'low')) : [];
    const stated = [
      ...(upper ? [`at most ${asPrinted(upper)}`] : []),
      ...(lower ? [`at least ${asPrinted(lower)}`] : []),
    ].join(' and ');
    const outside = [...over, ...under];
    return {
      severity: outside.length > 0 ? 'inconsistent' : 'consistent',
      printed: [...(upper ? [upper] : []), ...(lower ? [lower] : [])],
      recomputed: values,
      derivation:
        outside.length > 0
          ? `Stated: ${stated}. Beyond it whatever the rounding: ${outside.map(show).join('; ')}.`
          : `Stated: ${stated}. All ${values.length} allow it: ${values.map(show).join('; ')}.`,
      resolution: 'The values before rounding, or the exceptions that the statement allows.',
    };
  },
};

// A printed "< 1e-20" is itself one-sided; its finite end is the bound.
function limit({ interval }: Quantity, side: 'low' | 'high'): number {
  const end = interval[side];
  const other = side === 'low' ? interval.high : interval.low;
  return Number.isFinite(end) ? end : other;
}

function show({ label, text, interval }: Quantity): string {
  return `${label}${text ? ` ${text}` : ''} ${showInterval(interval)}`;
}
