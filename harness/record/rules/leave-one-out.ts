import { correlationFacts } from '../correlation-facts.ts';
import { correlationRange } from '../correlation-range.ts';
import { type Interval, showInterval } from '../interval.ts';
import { asPrinted } from '../operand.ts';
import { operands } from './options.ts';
import { points } from './points.ts';
import type { Rule } from './rule.ts';

/**
 * A regression that is presented as significant stays so whichever single point is left out; where it does not, it
 * rests on single points and is suspicious.
 */
export const leaveOneOut: Rule = {
  name: 'leave-one-out',
  title: 'A regression with each of its points left out',
  description:
    'A regression that is presented as significant stays so whichever single point is left out; else it is suspicious.',
  options: {
    x: operands('The first coordinates of the points, at least 5.'),
    y: operands('Their second coordinates, in the same order.'),
    level: {
      type: 'number',
      exclusiveMinimum: 0,
      maximum: 0.5,
      default: 0.05,
      description: 'The level of significance.',
    },
  },
  check(options, figures) {
    const [x, y] = points(options, figures, 5);
    const level = options.number('level', { above: 0, atMost: 0.5 }, 0.05);
    const facts = (left?: number) => {
      const kept = (of: typeof x): Interval[] =>
        of.filter((_, i) => i !== left).map(({ interval }) => interval);
      return correlationFacts(correlationRange(kept(x), kept(y)), x.length - (left === undefined ? 0 : 1));
    };
    const full = facts();
    const without = x.map((point, i) => ({ point, ...facts(i) }));
    const lost = without.filter(({ p }) => p.low > level);
    const r2 = {
      low: Math.min(...without.map((one) => one.r2.low)),
      high: Math.max(...without.map((one) => one.r2.high)),
    };
    const fragile = full.p.high < level && lost.length > 0;
    return {
      severity: fragile ? 'suspicious' : 'consistent',
      printed: [...x, ...y],
      recomputed: [
        { label: 'R2 with one point left out', interval: r2, figures: [] },
        { label: 'p of all points', interval: full.p, figures: [] },
      ],
      derivation: `All ${x.length} points: R2 ${showInterval(full.r2)}, p ${showInterval(full.p)}. One left out: ${without.map((one, i) => `without (${asPrinted(one.point)}, ${asPrinted(y[i])}) R2 ${showInterval(one.r2)}, p ${showInterval(one.p)}`).join('; ')}. ${fragile ? `Significant at ${level} with all points, not without ${lost.length === 1 ? 'one of them' : `any one of ${lost.length} of them`}.` : `At ${level} no single point decides.`}`,
      resolution: 'More points: other autoencoders and data sets.',
    };
  },
};
