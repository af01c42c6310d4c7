import { evaluate } from '../operand.ts';
import { agree } from './agree.ts';
import { operand, operands } from './options.ts';
import type { Rule } from './rule.ts';

export const difference: Rule = {
  name: 'difference',
  title: 'A printed difference against the values it comes from',
  description: 'A printed difference is the difference of the two printed values, up to their rounding.',
  options: {
    printed: operand('The printed difference.'),
    of: operands('The two values: what the second is taken from, and the second.'),
  },
  check(options, figures) {
    const printed = evaluate(options.raw('printed'), figures);
    const recomputed = evaluate({ difference: options.raw('of') }, figures);
    const { severity, words } = agree(printed, recomputed);
    return {
      severity,
      printed: [printed],
      recomputed: [recomputed],
      derivation: `Difference of the printed values with their rounding: ${words}`,
      resolution: 'The two values and their difference before rounding.',
    };
  },
};
