import { InputError } from '../../numeric/input-error.ts';
import { type CorrelationFacts, correlationFacts } from '../correlation-facts.ts';
import { holdsZero, squareRoot } from '../interval.ts';
import { asPrinted, evaluate } from '../operand.ts';
import { agree } from './agree.ts';
import { operand, optional } from './options.ts';
import type { Rule } from './rule.ts';
import { worst } from './worst.ts';

export const correlationIdentities: Rule = {
  name: 'correlation-identities',
  title: 'R2, p and interval of a correlation against its r and n',
  description:
    "R2 is the square of r, p follows by Student's t on n - 2, the interval by Fisher's z: all from the printed r and n.",
  options: {
    r: operand('The printed correlation.'),
    n: operand('The number of points, at least 4.'),
    r2: operand('The printed R2.', optional),
    p: operand('The printed two-sided p.', optional),
    ciLow: operand('The lower end of the printed 95 % interval.', optional),
    ciHigh: operand('Its upper end.', optional),
  },
  check(options, figures) {
    const r = evaluate(options.raw('r'), figures);
    const n = evaluate(options.raw('n'), figures);
    if (n.interval.low !== n.interval.high || n.interval.low < 4) {
      throw new InputError({
        where: options.at('n'),
        expected: 'an exact count of at least 4',
        got: asPrinted(n),
        remedy: 'name the number of points',
      });
    }
    // A printed R2 narrows r before anything is derived from it: both must hold of one correlation.
    const facts = correlationFacts(
      narrowed(r.interval, options.has('r2') ? evaluate(options.raw('r2'), figures).interval : undefined),
      n.interval.low,
    );
    const compared = (['r2', 'p', 'ciLow', 'ciHigh'] as const)
      .filter((name: keyof CorrelationFacts) => options.has(name))
      .map((name) => {
        const printed = evaluate(options.raw(name), figures);
        const interval = name === 'r2' ? correlationFacts(r.interval, n.interval.low).r2 : facts[name];
        const recomputed = {
          label: `${name} of r ${asPrinted(r)} with n ${asPrinted(n)}`,
          interval,
          figures: [],
        };
        return { printed, recomputed, ...agree(printed, recomputed) };
      });
    return {
      severity: worst(compared.map(({ severity }) => severity)),
      printed: [r, n, ...compared.map(({ printed }) => printed)],
      recomputed: compared.map(({ recomputed }) => recomputed),
      derivation: `R2 is the square of r, p is two-sided by Student's t on n - 2, the interval Fisher's: ${compared.map(({ words }) => words).join(' ')}`,
      resolution: 'r before rounding, and the names of the test and of the interval used.',
    };
  },
};

function narrowed(r: { low: number; high: number }, r2?: { low: number; high: number }) {
  if (r2 === undefined || holdsZero(r)) return r;
  const size = squareRoot(r2);
  const signed = r.low > 0 ? size : { low: -size.high, high: -size.low };
  const both = { low: Math.max(r.low, signed.low), high: Math.min(r.high, signed.high) };
  return both.low <= both.high ? both : r;
}
