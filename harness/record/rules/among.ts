import { agreement, showInterval } from '../interval.ts';
import { asPrinted, evaluate, evaluateAll } from '../operand.ts';
import { choice, operand, operands } from './options.ts';
import type { Rule } from './rule.ts';

export const among: Rule = {
  name: 'among',
  title: 'An ablation that does not contain the main result',
  description:
    'A result printed elsewhere is one of several, as the full method is a row of its ablation. Where it is only presumed that they share a setting, its absence is suspicious.',
  options: {
    main: operand('The main result.'),
    of: operands('The results that must contain it.'),
    setting: choice(['stated', 'presumed'], 'Whether the document says that they are of one setting.'),
  },
  check(options, figures) {
    const main = evaluate(options.raw('main'), figures);
    const values = evaluateAll(options.raw('of'), figures);
    const setting = options.oneOf('setting', ['stated', 'presumed']);
    const same = values.filter(({ interval }) => agreement(interval, main.interval) !== 'differ');
    const list = values.map(asPrinted).join(', ');
    const shown = `${asPrinted(main)} ${showInterval(main.interval)}`;
    return {
      severity: same.length > 0 ? 'consistent' : setting === 'stated' ? 'inconsistent' : 'suspicious',
      printed: [main, ...(same.length > 0 ? same : values)],
      recomputed: [],
      derivation:
        same.length > 0
          ? `${shown} is ${same.map(({ label }) => label).join(' and ')}.`
          : `${shown} is none of ${list}, whatever the rounding.`,
      resolution:
        'Which row is the full method, and whether data, steps and seeds are those of the main result.',
    };
  },
};
