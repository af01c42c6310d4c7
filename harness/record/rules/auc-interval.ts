import { normalQuantile } from '../../numeric/normal.ts';
import { showInterval, showNumber, wholeEnds } from '../interval.ts';
import { asPrinted, evaluate } from '../operand.ts';
import { exactCount } from './exact-count.ts';
import { operand, optional } from './options.ts';
import type { Rule, RuleOutcome } from './rule.ts';

/**
 * An AUC is a count of pairs in halves (Bamber 1975); its variance is at most A (1 - A) over the smaller class (Birnbaum
 * and Klose 1957), and near Hanley and McNeil's (1982).
 */
export const aucInterval: Rule = {
  name: 'auc-interval',
  title: 'AUC against its interval and the numbers of positives and negatives',
  description:
    'An AUC is a whole number of half pairs over positives times negatives. Its interval holds it, is at most as wide as the greatest variance that scores can have, and not less than half as wide as by Hanley and McNeil; beyond those two it is suspicious.',
  options: {
    auc: operand('The printed AUC, a proportion.'),
    positives: operand('The number of positives.'),
    negatives: operand('The number of negatives.'),
    low: operand('The lower end of its printed interval.', optional),
    high: operand('Its upper end.', optional),
    level: {
      type: 'number',
      exclusiveMinimum: 0,
      maximum: 0.999,
      default: 0.95,
      description: 'The level of the interval.',
    },
  },
  check(options, figures) {
    const auc = evaluate(options.raw('auc'), figures);
    const counts = ['positives', 'negatives'].map((key) =>
      exactCount(evaluate(options.raw(key), figures), options, key, 1),
    );
    const level = options.number('level', { above: 0, atMost: 0.999 }, 0.95);
    const ends = ['low', 'high'].flatMap((key) =>
      options.has(key) ? [evaluate(options.raw(key), figures)] : [],
    );
    const [p, n] = counts;
    const say = (severity: RuleOutcome['severity'], derivation: string): RuleOutcome => ({
      severity,
      printed: [auc, ...ends],
      recomputed: [],
      derivation,
      resolution: 'The scores of each case, and how the interval was made.',
    });
    const shown = asPrinted(auc);
    const { low: a, high: b } = auc.interval;
    const halves = wholeEnds({ low: 2 * p * n * a, high: 2 * p * n * b });
    if (halves.least > halves.most)
      return say('inconsistent', `No whole number of half pairs out of ${p} x ${n} is an AUC of ${shown}.`);
    if (ends.length < 2)
      return say('consistent', `Some numbers of pairs out of ${p} x ${n} are an AUC of ${shown}.`);
    const [low, high] = ends;
    if (b < low.interval.low || a > high.interval.high)
      return say('inconsistent', `The interval does not hold ${shown}.`);
    const quantile = normalQuantile((1 + level) / 2);
    const at = Math.min(Math.max(0.5, a), b);
    const widest = 2 * quantile * Math.sqrt(Math.max(0, at * (1 - at)) / Math.min(p, n));
    const usual = [a, b].map((value) => 2 * quantile * hanleyMcNeil(value, p, n));
    const width = { low: high.interval.low - low.interval.high, high: high.interval.high - low.interval.low };
    // Intervals of scores near 1 are made on other scales (logit, exact) and may be wider than any of plain errors.
    const plain = b < 1 - 3 / Math.min(p, n);
    const wide = plain && width.low > 1.1 * widest;
    const narrow = width.high < 0.5 * Math.min(...usual);
    return say(
      wide || narrow ? 'suspicious' : 'consistent',
      `The interval is ${showInterval(width)} wide; of ${p} positives and ${n} negatives it is at most ${showNumber(widest)}, and ${showNumber(usual[0])} by Hanley and McNeil${wide ? ': too wide' : narrow ? ': too narrow' : ''}.`,
    );
  },
};

/** The standard error of an AUC of exponential scores. */
function hanleyMcNeil(a: number, p: number, n: number): number {
  const [q1, q2] = [a / (2 - a), (2 * a * a) / (1 + a)];
  return Math.sqrt(Math.max(0, a * (1 - a) + (p - 1) * (q1 - a * a) + (n - 1) * (q2 - a * a)) / (p * n));
}
