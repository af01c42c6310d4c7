import { evaluate } from '../operand.ts';
import { agree } from './agree.ts';
import { operand, operands } from './options.ts';
import type { Rule } from './rule.ts';

export const spread: Rule = {
  name: 'spread',
  title: 'A printed spread against the values it spans',
  description:
    'A printed spread is the largest less the smallest of the printed values, up to their rounding.',
  options: {
    printed: operand('The printed spread.'),
    of: operands('The values that it spans.'),
  },
  check(options, figures) {
    const printed = evaluate(options.raw('printed'), figures);
    const recomputed = evaluate({ spread: options.raw('of') }, figures);
    const { severity, words } = agree(printed, recomputed);
    return {
      severity,
      printed: [printed],
      recomputed: [recomputed],
      derivation: `Largest less smallest of the printed values with their rounding: ${words}`,
      resolution: 'The values before rounding.',
    };
  },
};
