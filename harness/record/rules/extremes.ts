import { InputError } from '../../numeric/input-error.ts';
import { largest, smallest } from '../interval.ts';
import { evaluate, evaluateAll, type Quantity } from '../operand.ts';
import { agree } from './agree.ts';
import { operand, operands, optional } from './options.ts';
import type { Rule } from './rule.ts';
import { worst } from './worst.ts';

export const extremes: Rule = {
  name: 'extremes',
  title: 'The ends of a printed range against the values it summarises',
  description: 'The ends of a printed range are the smallest and the largest of the values it summarises.',
  options: {
    of: operands('The values that the range spans.'),
    low: operand('The printed lower end; this or the upper one, or both.', optional),
    high: operand('The printed upper end.', optional),
  },
  check(options, figures) {
    const values = evaluateAll(options.raw('of'), figures);
    const intervals = values.map(({ interval }) => interval);
    const ends: readonly [key: string, Quantity][] = [
      ['low', { label: 'the smallest value', interval: smallest(intervals), figures: [] }],
      ['high', { label: 'the largest value', interval: largest(intervals), figures: [] }],
    ];
    const compared = ends
      .filter(([key]) => options.has(key))
      .map(([key, recomputed]) => {
        const printed = evaluate(options.raw(key), figures);
        return { printed, recomputed, ...agree(printed, recomputed) };
      });
    if (compared.length === 0) {
      throw new InputError({
        where: options.at('low'),
        expected: 'the printed end of the range, here or in "high"',
        got: 'neither',
        remedy: 'name the figure that prints the end',
      });
    }
    return {
      severity: worst(compared.map(({ severity }) => severity)),
      printed: compared.map(({ printed }) => printed),
      recomputed: compared.map(({ recomputed }) => recomputed),
      derivation: `Over ${values.map(({ label, text }) => (text ? `${label} ${text}` : label)).join('; ')}: ${compared.map(({ words }) => words).join(' ')}`,
      resolution: 'The values that the range summarises, before rounding.',
    };
  },
};
