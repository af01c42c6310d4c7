import { asPrinted, evaluateAll } from '../operand.ts';
import { choice, operands } from './options.ts';
import type { Rule } from './rule.ts';

/**
 * Values stated to rise or to fall along a list do: none is certainly on the wrong side of an earlier one. Where the
 * list joins values that are only presumed to be of one series (`presumed`), a reversal is suspicious.
 */
export const monotone: Rule = {
  name: 'monotone',
  title: 'A statement of rise or fall against the values',
  description:
    'Values stated to rise or to fall along a list do: none is certainly on the wrong side of an earlier one.',
  options: {
    of: operands('The values in the order in which they are stated to rise or fall.'),
    direction: choice(['rising', 'falling'], 'Which of the two.'),
    setting: choice(
      ['stated', 'presumed'],
      'Whether the values are said to be of one series; if presumed, a reversal is suspicious.',
      'stated',
    ),
  },
  check(options, figures) {
    const direction = options.oneOf('direction', ['rising', 'falling']);
    const setting = options.oneOf('setting', ['stated', 'presumed'], 'stated');
    const values = evaluateAll(options.raw('of'), figures);
    const ordered = direction === 'rising' ? values : [...values].reverse();
    const reversed = ordered.flatMap((earlier, at) =>
      ordered
        .slice(at + 1)
        .filter((later) => later.interval.high < earlier.interval.low)
        .map((later) => [earlier, later] as const),
    );
    return {
      severity: reversed.length === 0 ? 'consistent' : setting === 'stated' ? 'inconsistent' : 'suspicious',
      printed: values,
      recomputed: [],
      derivation:
        reversed.length > 0
          ? `Stated to be ${direction}: ${values.map(asPrinted).join(', ')}. Whatever the rounding, ${reversed.map(([a, b]) => `${asPrinted(a)} (${a.label}) exceeds ${asPrinted(b)} (${b.label})`).join('; ')}.`
          : `Stated to be ${direction}: ${values.map(asPrinted).join(', ')}. Rounding allows it throughout.`,
      resolution: 'The values before rounding and, where they come from different runs, from one run.',
    };
  },
};
