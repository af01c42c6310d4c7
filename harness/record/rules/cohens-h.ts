import { InputError } from '../../numeric/input-error.ts';
import { agreement, type Interval, magnitude, mapMonotone, showInterval, subtract } from '../interval.ts';
import { asPrinted, evaluate } from '../operand.ts';
import { choice, operand } from './options.ts';
import type { Rule } from './rule.ts';

export const cohensH: Rule = {
  name: 'cohens-h',
  title: "Cohen's h against the two rates it comes from",
  description:
    "Cohen's h = 2 asin(sqrt(a)) - 2 asin(sqrt(b)) of two printed rates, against its printed value or bound.",
  options: {
    a: operand('The one rate.'),
    b: operand('The other rate.'),
    printed: operand('The printed h, or a bound of it.'),
    unit: choice(['proportion', 'percent'], 'How the rates are printed.'),
  },
  check(options, figures) {
    const [a, b] = ['a', 'b'].map((key) => evaluate(options.raw(key), figures));
    const printed = evaluate(options.raw('printed'), figures);
    const whole = options.oneOf('unit', ['proportion', 'percent']) === 'percent' ? 100 : 1;
    const h = magnitude(subtract(arcsine(a.interval, whole, a.label), arcsine(b.interval, whole, b.label)));
    const agrees = agreement(printed.interval, h) !== 'differ';
    return {
      severity: agrees ? 'consistent' : 'inconsistent',
      printed: [a, b, printed],
      recomputed: [{ label: '|h|', interval: h, figures: [] }],
      derivation: `The difference of 2 asin(sqrt(rate)) for ${asPrinted(a)} and ${asPrinted(b)} with their rounding is ${showInterval(h)} in size; printed is ${asPrinted(printed)}: ${agrees ? 'possible' : 'impossible'}.`,
      resolution: 'The two rates before rounding.',
    };
  },
};

function arcsine(rate: Interval, whole: number, label: string): Interval {
  if (rate.high < 0 || rate.low > whole) {
    throw new InputError({
      where: 'record cohens-h',
      expected: `a rate between 0 and ${whole}`,
      got: `${label} ${showInterval(rate)}`,
      remedy: 'name a rate, and its unit',
    });
  }
  const inside = { low: Math.max(0, rate.low), high: Math.min(whole, rate.high) };
  return mapMonotone(inside, (value) => 2 * Math.asin(Math.sqrt(value / whole)));
}
