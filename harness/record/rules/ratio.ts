import { evaluate } from '../operand.ts';
import { agree } from './agree.ts';
import { choice, operand, operands } from './options.ts';
import type { Rule } from './rule.ts';

export const ratio: Rule = {
  name: 'ratio',
  title: 'A printed ratio or percentage against the values it comes from',
  description: 'A printed ratio or percentage is that of the two printed values, up to their rounding.',
  options: {
    printed: operand('The printed ratio.'),
    of: operands('The two values: what is divided, and by what.'),
    as: choice(['ratio', 'percent'], 'How the ratio is printed.', 'ratio'),
  },
  check(options, figures) {
    const printed = evaluate(options.raw('printed'), figures);
    const unit = options.oneOf('as', ['ratio', 'percent'], 'ratio');
    const recomputed = evaluate({ [unit]: options.raw('of') }, figures);
    const { severity, words } = agree(printed, recomputed);
    return {
      severity,
      printed: [printed],
      recomputed: [recomputed],
      derivation: `Quotient of the printed values with their rounding: ${words}`,
      resolution: 'The two values and their ratio before rounding.',
    };
  },
};
