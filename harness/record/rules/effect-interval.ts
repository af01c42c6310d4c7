import { InputError } from '../../numeric/input-error.ts';
import type { Severity } from '../finding.ts';
import { expectedInterval, type InferredCi, inferCi, type PrintedEffect } from '../infer/ci.ts';
import { holdsZero, showNumber } from '../interval.ts';
import { asPrinted, evaluate } from '../operand.ts';
import { choice, operand } from './options.ts';
import type { Rule } from './rule.ts';

/**
 * Mean difference, effect size, n and 95 % interval fit each other under the described procedure.
 *
 * The half-width follows from the difference, d and n. A percentile bootstrap strays from it by Monte Carlo error and
 * by the shape of the data: what ordinary shapes explain is consistent, what even a sample dominated by one outlier
 * cannot explain is inconsistent.
 */
export const effectInterval: Rule = {
  name: 'effect-interval',
  title: 'Difference, effect size, n and interval against each other',
  description:
    'Mean difference, effect size, n and 95 % interval fit each other under the described procedure. The half-width follows from the other three, up to Monte Carlo error and the shape of the data.',
  options: {
    delta: operand('The printed mean difference.'),
    d: operand('The printed effect size.'),
    n: operand('The number of pairs, at least 10.'),
    low: operand('The lower end of the printed 95 % interval.'),
    high: operand('Its upper end.'),
    effect: choice(
      ['dz', 'pooled'],
      'What the effect size divides by: the standard deviation of the differences, or that pooled over the arms.',
    ),
    pairing: choice(['paired', 'independent'], 'How the interval treats the arms.'),
    method: choice(
      ['bootstrap', 'normal', 't'],
      'How the interval was made: by percentiles of a bootstrap, or by quantiles of the normal or of t.',
    ),
    resamples: { type: 'integer', minimum: 100, default: 10000, description: 'Resamples of the bootstrap.' },
  },
  check(options, figures) {
    const [delta, d, n, low, high] = ['delta', 'd', 'n', 'low', 'high'].map((key) =>
      evaluate(options.raw(key), figures),
    );
    const printed: PrintedEffect = {
      delta: delta.interval,
      d: d.interval,
      low: low.interval,
      high: high.interval,
      n: n.interval.low,
      resamples: options.integer('resamples', { atLeast: 100 }, 10000),
    };
    if (n.interval.low !== n.interval.high || printed.n < 10) {
      throw new InputError({
        where: options.at('n'),
        expected: 'an exact number of pairs, at least 10',
        got: asPrinted(n),
        remedy: 'name a figure of the kind count; smaller samples cannot be judged by their moments',
      });
    }
    const described = {
      effect: options.oneOf('effect', ['dz', 'pooled']),
      pairing: options.oneOf('pairing', ['paired', 'independent']),
      method: options.oneOf('method', ['bootstrap', 'normal', 't']),
    };
    if (holdsZero(delta.interval) || holdsZero(d.interval)) {
      return {
        severity: 'not checkable',
        printed: [delta, d, n, low, high],
        recomputed: [],
        derivation: `${asPrinted(delta)} and ${asPrinted(d)} may round from 0, so that their ratio, the standard deviation, is not known.`,
        resolution: 'The difference and the effect size with more digits.',
      };
    }
    if (Math.sign(delta.interval.low) !== Math.sign(d.interval.low)) {
      return {
        severity: 'inconsistent',
        printed: [delta, d],
        recomputed: [],
        derivation: `${asPrinted(delta)} and ${asPrinted(d)} have different signs, and d is the difference over a standard deviation.`,
        resolution: 'Which arm is taken from which, in the difference and in the effect size.',
      };
    }
    const inferred = inferCi(printed, described);
    const { half } = expectedInterval(printed, described);
    return {
      severity: grade(inferred, printed),
      printed: [delta, d, n, low, high],
      recomputed: [{ label: 'half-width of the described interval', interval: half, figures: [] }],
      derivation: derive(inferred, printed, half),
      resolution:
        'The differences, or the standard deviations of the differences and of both arms, with the resampling code.',
    };
  },
};

function grade({ described }: InferredCi, printed: PrintedEffect): Severity {
  if (described.matches) return 'consistent';
  if (described.correlation !== undefined) return 'inconsistent';
  const { half, shift } = expectedInterval(printed, described);
  const { low, high, delta } = printed;
  if (described.method !== 'bootstrap') return 'inconsistent';
  // A sum of copies of one outlier is Poisson(1): its 2.5 % and 97.5 % quantiles, 0 and 3, span 0.77 of the normal
  // interval and lie 0.5 standard errors off its middle; several outliers come closer to the normal one, within 1.1.
  const widest = (high.high - low.low) / 2;
  const narrowest = (high.low - low.high) / 2;
  const off = Math.max((low.low + high.low) / 2 - delta.high, delta.low - (low.high + high.high) / 2);
  const possible =
    narrowest <= half.high * 1.15 && widest >= half.low * 0.72 && off <= shift + 0.31 * half.high;
  return possible ? 'suspicious' : 'inconsistent';
}

function derive(
  { conclusion }: InferredCi,
  printed: PrintedEffect,
  half: { low: number; high: number },
): string {
  const width = (printed.high.low + printed.high.high - printed.low.low - printed.low.high) / 4;
  const ratio = width / ((half.low + half.high) / 2);
  return `The printed half-width is ${showNumber(Number(width.toPrecision(4)))}, ${ratio.toFixed(2)} times the ${showNumber(Number(half.low.toPrecision(3)))} to ${showNumber(Number(half.high.toPrecision(3)))} of the described interval. ${conclusion}`;
}
