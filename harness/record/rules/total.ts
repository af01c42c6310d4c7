import { evaluate } from '../operand.ts';
import { agree } from './agree.ts';
import { operand, operands } from './options.ts';
import type { Rule } from './rule.ts';

export const total: Rule = {
  name: 'total',
  title: 'A printed total against its parts',
  description: 'A printed total is the sum of its printed parts, up to their rounding.',
  options: {
    printed: operand('The printed total.'),
    of: operands('Its parts.'),
  },
  check(options, figures) {
    const printed = evaluate(options.raw('printed'), figures);
    const recomputed = evaluate({ sum: options.raw('of') }, figures);
    const { severity, words } = agree(printed, recomputed);
    return {
      severity,
      printed: [printed],
      recomputed: [recomputed],
      derivation: `Sum of the printed parts with their rounding: ${words}`,
      resolution: 'The parts and the total before rounding.',
    };
  },
};
