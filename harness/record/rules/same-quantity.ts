import type { Severity } from '../finding.ts';
import { agreement, showInterval } from '../interval.ts';
import { evaluateAll, type Quantity } from '../operand.ts';
import { choice, operands } from './options.ts';
import type { Rule } from './rule.ts';
import { worst } from './worst.ts';

/**
 * One quantity printed in several places has one value. Where the document does not say that the places report one
 * setting (`presumed`), a disagreement is suspicious: either a value is wrong or a difference of setting is unstated.
 */
export const sameQuantity: Rule = {
  name: 'same-quantity',
  title: 'One quantity printed in several places',
  description:
    'One quantity printed in several places has one value. Where it is only presumed that the places report one setting, a disagreement is suspicious.',
  options: {
    of: operands('The places where the quantity is printed.'),
    setting: choice(
      ['stated', 'presumed'],
      'Whether the document says that they report one setting; if presumed, a disagreement is suspicious.',
    ),
  },
  check(options, figures) {
    const setting = options.oneOf('setting', ['stated', 'presumed']);
    const values = evaluateAll(options.raw('of'), figures);
    const pairs = values.flatMap((a, i) => values.slice(i + 1).map((b) => [a, b] as const));
    const judged = pairs.map(([a, b]) => ({ a, b, severity: judgePair(a, b, setting) }));
    const severity = worst(judged.map((pair) => pair.severity));
    const faults = judged.filter((pair) => pair.severity !== 'consistent');
    const shown = ({ label, text, interval }: Quantity) => `${label} ${text ?? ''} ${showInterval(interval)}`;
    return {
      severity,
      printed: values,
      recomputed: [],
      derivation:
        faults.length === 0
          ? `${values.map(shown).join(', ')}: a common value exists.`
          : `${faults.map(({ a, b }) => `${shown(a)} against ${shown(b)}: ${agreement(a.interval, b.interval) === 'touch' ? 'they share an end only, which takes a value half-way between two printed ones, rounded up once and down once' : 'no value rounds to both'}`).join('; ')}.`,
      resolution:
        setting === 'stated'
          ? 'Which of the places is right, from the unrounded results.'
          : 'A statement of the setting (steps, run, split) in each place.',
    };
  },
};

function judgePair(a: Quantity, b: Quantity, setting: 'stated' | 'presumed'): Severity {
  switch (agreement(a.interval, b.interval)) {
    case 'agree':
      return 'consistent';
    case 'touch':
      return 'suspicious';
    case 'differ':
      return setting === 'stated' ? 'inconsistent' : 'suspicious';
  }
}
