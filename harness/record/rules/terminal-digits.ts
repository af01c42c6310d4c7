import { logIncompleteGamma } from '../../numeric/incomplete-gamma.ts';
import { showNumber } from '../interval.ts';
import { evaluateAll } from '../operand.ts';
import { operands } from './options.ts';
import type { Rule } from './rule.ts';

/** Fewer values say little of ten digits. */
const LEAST = 40;

/** Last digits of measured values that span many units of it are alike often (Mosimann et al. 1995). */
export const terminalDigits: Rule = {
  name: 'terminal-digits',
  title: 'Last digits that are not alike often',
  description:
    'The last digits of measured values that span a hundred units of it or more are each as frequent as the others; a chi-squared below 0.001 is suspicious (one list in a thousand by chance). Not of values rounded to fives, or read from a scale.',
  options: {
    of: operands(`The values, at least ${LEAST}; their last printed digits are counted.`),
  },
  check(options, figures) {
    const values = evaluateAll(options.raw('of'), figures).filter(({ text }) => /\d\s*$/.test(text ?? ''));
    const counts = new Array<number>(10).fill(0);
    const texts = values.map(({ text }) => text!.trim());
    for (const text of texts) counts[Number(text.at(-1))]++;
    const middles = values.map(({ interval }) => (interval.low + interval.high) / 2);
    const units = texts.map((text) => 10 ** -(text.split('.')[1]?.length ?? 0));
    const wide = Math.max(...middles) - Math.min(...middles) >= 100 * Math.max(...units);
    const expected = values.length / 10;
    const chi2 = counts.reduce((sum, count) => sum + (count - expected) ** 2 / expected, 0);
    const p = Math.exp(logIncompleteGamma(4.5, chi2 / 2).upper);
    const enough = values.length >= LEAST && wide;
    return {
      severity: !enough ? 'not checkable' : p < 0.001 ? 'suspicious' : 'consistent',
      printed: values,
      recomputed: enough
        ? [{ label: 'probability of such digits', interval: { low: p, high: p }, figures: [] }]
        : [],
      derivation: enough
        ? `Last digits 0 to 9 stand ${counts.join(', ')} times in ${values.length} values: chi-squared ${showNumber(Number(chi2.toPrecision(4)))} of 9 degrees of freedom, p ${showNumber(Number(p.toPrecision(2)))}.`
        : `${values.length} values${wide ? '' : ' within a hundred units of their last digit'}; at least ${LEAST} that span a hundred units are needed.`,
      resolution: 'The values with more digits, and how they were read and rounded.',
    };
  },
};
