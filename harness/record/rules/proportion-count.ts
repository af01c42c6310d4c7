import { showNumber, wholeEnds } from '../interval.ts';
import { asPrinted, evaluate } from '../operand.ts';
import { choice, operand } from './options.ts';
import type { Rule } from './rule.ts';

export const proportionCount: Rule = {
  name: 'proportion-count',
  title: 'A printed proportion against the number of trials',
  description: 'A printed proportion is a whole number of hits over the printed number of trials.',
  options: {
    rate: operand('The printed proportion.'),
    trials: operand('The number that it is a proportion of.'),
    unit: choice(['proportion', 'percent'], 'How it is printed.'),
  },
  check(options, figures) {
    const rate = evaluate(options.raw('rate'), figures);
    const trials = evaluate(options.raw('trials'), figures);
    const whole = options.oneOf('unit', ['proportion', 'percent']) === 'percent' ? 100 : 1;
    const n = trials.interval.high;
    const { least, most } = wholeEnds({
      low: (rate.interval.low / whole) * n,
      high: (rate.interval.high / whole) * n,
    });
    const possible = least <= most;
    return {
      severity: possible ? 'consistent' : 'inconsistent',
      printed: [rate, trials],
      recomputed: [{ label: 'hits', interval: { low: least, high: Math.max(least, most) }, figures: [] }],
      derivation: possible
        ? `${asPrinted(rate)} of ${showNumber(n)} is ${least === most ? `${least}` : `${least} to ${most}`} hits.`
        : `No whole number of hits out of ${showNumber(n)} prints as ${asPrinted(rate)}: ${most} gives ${showNumber((whole * most) / n)}, ${least} gives ${showNumber((whole * least) / n)}.`,
      resolution: 'The count behind the proportion, and what it is a proportion of.',
    };
  },
};
