import { divide, type Interval, multiply, point, showInterval, subtract } from '../interval.ts';
import { asPrinted, evaluate } from '../operand.ts';
import { agree } from './agree.ts';
import { choice, operand } from './options.ts';
import type { Rule } from './rule.ts';

/** Dice = 2 IoU / (1 + IoU) of one case, concave in IoU: means lie between the chord, IoU itself, and the curve. */
export const overlapScores: Rule = {
  name: 'overlap-scores',
  title: 'Dice against IoU',
  description:
    'Dice = 2 IoU / (1 + IoU) of one case. Of means over cases the mean Dice is at most that of the mean IoU, and at least the mean IoU. Both are proportions: { "ratio": [id, 100] } of a percentage.',
  options: {
    dice: operand('The printed Dice.'),
    iou: operand('The printed IoU.'),
    per: choice(['case', 'mean'], 'Whether they are of one case, or means over the same cases.'),
  },
  check(options, figures) {
    const dice = evaluate(options.raw('dice'), figures);
    const iou = evaluate(options.raw('iou'), figures);
    const curve = subtract(point(2), divide(point(2), shifted(iou.interval)));
    const printed = [dice, iou];
    const resolution = 'Both scores of each case, and how they were averaged.';
    if (options.oneOf('per', ['case', 'mean']) === 'case') {
      const recomputed = { label: '2 IoU / (1 + IoU)', interval: curve, figures: [] };
      const { severity, words } = agree(dice, recomputed);
      return { severity, printed, recomputed: [recomputed], derivation: words, resolution };
    }
    const possible = dice.interval.low <= curve.high && dice.interval.high >= iou.interval.low;
    const interval = { low: iou.interval.low, high: curve.high };
    return {
      severity: possible ? 'consistent' : 'inconsistent',
      printed,
      recomputed: [{ label: 'mean Dice', interval, figures: [] }],
      derivation: `At a mean IoU of ${asPrinted(iou)} the mean Dice lies in ${showInterval(interval)}; ${asPrinted(dice)} ${possible ? 'can' : 'cannot'}.`,
      resolution,
    };
  },
};

/** 1 + IoU, IoU being at least 0. */
function shifted({ low, high }: Interval): Interval {
  return multiply(point(1), { low: 1 + Math.max(0, low), high: 1 + Math.max(0, high) });
}
