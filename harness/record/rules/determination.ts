import { divide, multiply, point, square, subtract } from '../interval.ts';
import { evaluate } from '../operand.ts';
import { agree } from './agree.ts';
import { exactCount } from './exact-count.ts';
import { choice, operand, optional } from './options.ts';
import type { Rule } from './rule.ts';

export const determination: Rule = {
  name: 'determination',
  title: 'R2 against RMSE and the standard deviation of the truth',
  description:
    'R2 = 1 - RMSE^2 / variance of what is predicted, over the same cases; it may be negative, and is at most 1. Not of adjusted R2, nor of squared correlations.',
  options: {
    r2: operand('The printed R2.'),
    rmse: operand('The printed root mean squared error.'),
    sd: operand('The printed standard deviation of what is predicted.'),
    n: operand('The number of cases; needed where the standard deviation is that of a sample.', optional),
    deviation: choice(['sample', 'population'], 'Whether it divides by n - 1 or by n.'),
  },
  check(options, figures) {
    const [r2, rmse, sd] = ['r2', 'rmse', 'sd'].map((key) => evaluate(options.raw(key), figures));
    const sample = options.oneOf('deviation', ['sample', 'population']) === 'sample';
    const share = sample ? 1 - 1 / exactCount(evaluate(options.raw('n'), figures), options, 'n', 2) : 1;
    const variance = multiply(square(sd.interval), point(share));
    const recomputed = {
      label: '1 - RMSE^2 / variance',
      interval: subtract(point(1), divide(square(rmse.interval), variance)),
      figures: [],
    };
    const { severity, words } = agree(r2, recomputed);
    return {
      severity,
      printed: [r2, rmse, sd],
      recomputed: [recomputed],
      derivation: words,
      resolution: 'The values that are predicted and the predictions.',
    };
  },
};
