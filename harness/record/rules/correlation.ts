import { type CorrelationFacts, correlationFacts } from '../correlation-facts.ts';
import { correlationRange } from '../correlation-range.ts';
import { showInterval } from '../interval.ts';
import { asPrinted, evaluate } from '../operand.ts';
import { agree } from './agree.ts';
import { operand, operands, optional } from './options.ts';
import { points } from './points.ts';
import type { Rule } from './rule.ts';
import { worst } from './worst.ts';

export const correlation: Rule = {
  name: 'correlation',
  title: 'Printed r, R2, p and interval against the printed points',
  description:
    'Printed r, R2, p and interval of a regression are those of its printed points, each anywhere within its rounding.',
  options: {
    x: operands('The first coordinates of the points, at least 4.'),
    y: operands('Their second coordinates, in the same order.'),
    r: operand('The printed correlation.', optional),
    r2: operand('The printed R2.', optional),
    p: operand('The printed two-sided p.', optional),
    ciLow: operand('The lower end of the printed 95 % interval.', optional),
    ciHigh: operand('Its upper end.', optional),
  },
  check(options, figures) {
    const [x, y] = points(options, figures, 4);
    const r = correlationRange(
      x.map(({ interval }) => interval),
      y.map(({ interval }) => interval),
    );
    const facts = correlationFacts(r, x.length);
    const compared = printedFacts
      .filter((name) => options.has(name))
      .map((name) => {
        const printed = evaluate(options.raw(name), figures);
        const recomputed = { label: `${name} of the points`, interval: facts[name], figures: [] };
        return { printed, recomputed, ...agree(printed, recomputed) };
      });
    return {
      severity: worst(compared.map(({ severity }) => severity)),
      printed: compared.map(({ printed }) => printed),
      recomputed: printedFacts.map((name) => ({ label: name, interval: facts[name], figures: [] })),
      derivation: `Over the ${x.length} printed points ${x.map((one, i) => `(${asPrinted(one)}, ${asPrinted(y[i])})`).join(', ')}, each anywhere within its rounding: r ${showInterval(facts.r)}, R2 ${showInterval(facts.r2)}, two-sided p ${showInterval(facts.p)}, Fisher's 95 % interval from ${showInterval(facts.ciLow)} to ${showInterval(facts.ciHigh)}. ${compared.map(({ words }) => words).join(' ')}`,
      resolution: 'The points before rounding.',
    };
  },
};

const printedFacts: readonly (keyof CorrelationFacts)[] = ['r', 'r2', 'p', 'ciLow', 'ciHigh'];
