import { normalQuantileOfLogTail } from '../../numeric/normal.ts';
import { mapMonotone, wholeEnds } from '../interval.ts';
import { asPrinted, evaluate } from '../operand.ts';
import { agree } from './agree.ts';
import { choice, operand } from './options.ts';
import type { Rule } from './rule.ts';

export const rankBiserialP: Rule = {
  name: 'rank-biserial-p',
  title: 'A rank-biserial correlation against the signed-rank p',
  description:
    'The rank-biserial correlation is 2 W+ / (n (n + 1) / 2) - 1, and W+ follows from an asymptotic p and n.',
  options: {
    p: operand('The printed asymptotic p.'),
    n: operand('The number of pairs.'),
    printed: operand('The printed rank-biserial correlation.'),
    sided: choice(['two', 'one'], 'The alternative of the test.'),
  },
  check(options, figures) {
    const [p, n, printed] = ['p', 'n', 'printed'].map((key) => evaluate(options.raw(key), figures));
    const doubled = options.oneOf('sided', ['two', 'one']) === 'two' ? Math.LN2 : 0;
    const pairs = n.interval.low;
    const total = (pairs * (pairs + 1)) / 2;
    const deviation = Math.sqrt((total * (2 * pairs + 1)) / 12);
    // Rank sums are whole, so the ends move inwards to the next whole ones and no further than all of the ranks.
    const sum = (value: number) => total / 2 + deviation * normalQuantileOfLogTail(Math.log(value) - doubled);
    const whole = wholeEnds({ low: sum(p.interval.high), high: sum(p.interval.low) });
    const [least, most] = [Math.min(total, whole.least), Math.min(total, whole.most)];
    const interval = mapMonotone(
      { low: Math.min(least, most), high: Math.max(least, most) },
      (w) => (2 * w) / total - 1,
    );
    const recomputed = { label: `rank-biserial of p ${asPrinted(p)} with n ${pairs}`, interval, figures: [] };
    const { severity, words } = agree(printed, recomputed);
    return {
      severity,
      printed: [p, n, printed],
      recomputed: [recomputed],
      derivation: `The p puts W+ between ${least} and ${most} of ${total}: ${words}`,
      resolution: 'The rank sums.',
    };
  },
};
