import { InputError } from '../../numeric/input-error.ts';
import { normalQuantileOfLogTail, normalTail } from '../../numeric/normal.ts';
import { logStudentTTail } from '../../numeric/student-t.ts';
import {
  add,
  divide,
  type Interval,
  magnitude,
  multiply,
  point,
  showNumber,
  square,
  squareRoot,
  subtract,
} from '../interval.ts';
import { evaluate, evaluateAll } from '../operand.ts';
import { exactCount } from './exact-count.ts';
import { operand, operands } from './options.ts';
import type { Rule } from './rule.ts';

/** Of chance that is called suspicious, to each side. */
const RARE = 0.001;

/** Carlisle's method (2017) for two groups; rounding and correlated variables, which misled it, are taken into account. */
export const baselineBalance: Rule = {
  name: 'baseline-balance',
  title: 'A baseline table against chance (Carlisle)',
  description:
    "The p of t tests of a randomised trial's baseline variables are uniform; together too near 1 (groups too alike) or 0 (too different) they are suspicious, where no rounding explains it. Carlisle's method (2017) with Stouffer's sum, widened by the stated mean correlation of the variables. It presumes individual randomisation without stratifying by these variables, and means of about normal data.",
  options: {
    mean1: operands('Means of the first group, a variable each, at least 5.'),
    sd1: operands('Their standard deviations.'),
    mean2: operands('Means of the second group, in the same order.'),
    sd2: operands('Their standard deviations.'),
    n1: operand('The number of cases of the first group.'),
    n2: operand('That of the second.'),
    correlation: {
      type: 'number',
      minimum: 0,
      maximum: 0.99,
      description: 'The mean correlation of the z scores of two variables that is allowed for; 0.1 is usual.',
    },
  },
  check(options, figures) {
    const lists = ['mean1', 'sd1', 'mean2', 'sd2'].map((key) => evaluateAll(options.raw(key), figures));
    const [n, k] = ['n1', 'n2'].map((key) =>
      exactCount(evaluate(options.raw(key), figures), options, key, 2),
    );
    const correlation = options.number('correlation', { atLeast: 0, atMost: 0.99 });
    const [m1, s1, m2, s2] = lists;
    if (m1.length < 5 || lists.some(({ length }) => length !== m1.length)) {
      throw new InputError({
        where: options.at('mean1'),
        expected: 'at least 5 variables, as many of each list',
        got: lists.map(({ length }) => length).join(', '),
        remedy: 'list the variables in one order',
      });
    }
    const zs = m1.map((mean, i) => {
      const gap = magnitude(subtract(mean.interval, m2[i].interval));
      const variance = add(
        multiply(point(n - 1), square(s1[i].interval)),
        multiply(point(k - 1), square(s2[i].interval)),
      );
      const error = squareRoot(multiply(variance, point((1 / n + 1 / k) / (n + k - 2))));
      return zOf(divide(gap, error), n + k - 2);
    });
    const spread = Math.sqrt(zs.length * (1 + (zs.length - 1) * correlation));
    const low = zs.reduce((sum, z) => sum + z.low, 0) / spread;
    const high = zs.reduce((sum, z) => sum + z.high, 0) / spread;
    // z is high where groups differ; the end that speaks for the trial is taken to either side.
    const [different, alike] = [normalTail(low), normalTail(-high)];
    const suspicious = different < RARE || alike < RARE;
    return {
      severity: suspicious ? 'suspicious' : 'consistent',
      printed: lists.flat(),
      recomputed: [{ label: "Stouffer's z", interval: { low, high }, figures: [] }],
      derivation: `${zs.length} variables of ${n} and ${k} cases: Stouffer's z of their p is ${showNumber(low)} to ${showNumber(high)} over all rounding, at a mean correlation of ${correlation}; by chance groups are so alike in ${percent(alike)} of trials at least, so different in ${percent(different)}.`,
      resolution: 'The data of each case, and how cases were allocated.',
    };
  },
};

/** The normal score of the p of a t known to an interval: high where t is large. */
function zOf(t: Interval, df: number): Interval {
  const z = (value: number) => normalQuantileOfLogTail(Math.min(0, Math.LN2 + logStudentTTail(value, df)));
  return { low: z(Math.max(0, t.low)), high: z(t.high) };
}

function percent(share: number): string {
  return `${showNumber(Number((100 * share).toPrecision(2)))} %`;
}
