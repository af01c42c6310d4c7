import { agreement, showInterval } from '../interval.ts';
import { asPrinted, evaluate } from '../operand.ts';
import { operand, optional } from './options.ts';
import type { Rule } from './rule.ts';

export const versionChange: Rule = {
  name: 'version-change',
  title: "A later version's figure against the earlier one",
  description:
    "A later version's figure for the same quantity: equal up to rounding, inside the earlier interval, or outside it.",
  options: {
    before: operand('The earlier figure.'),
    after: operand('The later one.'),
    low: operand('The lower end of the earlier 95 % interval.', optional),
    high: operand('Its upper end.', optional),
  },
  check(options, figures) {
    const [before, after] = ['before', 'after'].map((key) => evaluate(options.raw(key), figures));
    const ends = ['low', 'high']
      .filter((key) => options.has(key))
      .map((key) => evaluate(options.raw(key), figures));
    const same = agreement(before.interval, after.interval) !== 'differ';
    const covered =
      ends.length === 2 &&
      after.interval.high >= ends[0].interval.low &&
      after.interval.low <= ends[1].interval.high;
    const change = {
      low: after.interval.low - before.interval.high,
      high: after.interval.high - before.interval.low,
    };
    return {
      severity: same || covered ? 'consistent' : 'suspicious',
      printed: [before, after, ...ends],
      recomputed: [{ label: 'change', interval: change, figures: [] }],
      derivation: same
        ? `${asPrinted(before)} and ${asPrinted(after)} agree up to rounding.`
        : `${asPrinted(before)} became ${asPrinted(after)}, a change of ${showInterval(change)} beyond rounding${ends.length < 2 ? '' : `, ${covered ? 'inside' : 'outside'} the earlier 95 % interval ${ends.map(asPrinted).join(' to ')}`}.`,
      resolution: 'What changed between the versions: reference image, split, run.',
    };
  },
};
