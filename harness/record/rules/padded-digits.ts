import { showNumber } from '../interval.ts';
import { evaluateAll } from '../operand.ts';
import { operands } from './options.ts';
import type { Rule } from './rule.ts';

/**
 * The last two digits of measured values are 00 one time in a hundred. Where that happens too often, some values were
 * printed with more digits than they were rounded to.
 */
export const paddedDigits: Rule = {
  name: 'padded-digits',
  title: 'Values that end in 00 more often than measured ones do',
  description:
    'The last two digits of measured values are 00 one time in a hundred; far more often is suspicious.',
  options: {
    of: operands('The values; those of three decimals or more are counted.'),
  },
  check(options, figures) {
    const values = evaluateAll(options.raw('of'), figures).filter(({ text }) => /\.\d{3,}$/.test(text ?? ''));
    const padded = values.filter(({ text }) => /00$/.test(text!));
    const p = atLeast(padded.length, values.length, 0.01);
    // One value alone has at least this chance.
    const suspicious = p < 0.01;
    return {
      severity: suspicious ? 'suspicious' : 'consistent',
      printed: suspicious ? padded : values,
      recomputed: [{ label: 'probability of so many by chance', interval: { low: p, high: p }, figures: [] }],
      derivation: `${padded.length} of ${values.length} values end in 00${padded.length > 0 ? ` (${padded.map(({ label, text }) => `${label} ${text}`).join(', ')})` : ''}; measured values do so one time in a hundred, so many with probability ${showNumber(Number(p.toPrecision(2)))}.`,
      resolution: 'The values before rounding.',
    };
  },
};

/** P(X >= k) of a binomial. */
function atLeast(k: number, n: number, chance: number): number {
  let [term, below] = [(1 - chance) ** n, 0];
  for (let i = 0; i < k; i++) {
    below += term;
    term *= ((n - i) / (i + 1)) * (chance / (1 - chance));
  }
  return Math.max(0, 1 - below);
}
