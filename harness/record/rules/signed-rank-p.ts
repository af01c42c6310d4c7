import { InputError } from '../../numeric/input-error.ts';
import type { Severity } from '../finding.ts';
import { examineP, inferP, type PVariant } from '../infer/p.ts';
import { showNumber } from '../interval.ts';
import { evaluate, evaluateAll, type Quantity } from '../operand.ts';
import { logTiedFloor, tieThatReaches } from '../signed-rank-search.ts';
import { choice, operand, operands, optional } from './options.ts';
import type { Rule } from './rule.ts';

/**
 * A printed signed-rank p is one that the described test can give at the printed number of pairs.
 *
 * The test of n pairs has a smallest p, reached when all differences have one sign. A printed p below it, or between
 * two values that the test can give, is inconsistent where the scores are continuous (`ties: none`); where they may
 * be tied, only below the floor of all differences tied.
 */
export const signedRankP: Rule = {
  name: 'signed-rank-p',
  title: 'A printed signed-rank p against what the described test can give at the printed n',
  description:
    'A printed signed-rank p is one that the described test can give at the printed number of pairs; no p lies below that of differences of one sign.',
  options: {
    p: operand('The printed p.'),
    n: operand('The number of pairs.'),
    otherN: operands('Other numbers of pairs that the p may be of.', optional),
    sided: choice(['two', 'one'], 'The alternative of the test.'),
    method: choice(['asymptotic', 'exact', 'either'], 'How p was computed.'),
    correction: {
      enum: [true, false],
      default: false,
      description: 'Whether the asymptotic p is corrected for continuity.',
    },
    ties: choice(
      ['none', 'possible'],
      'Whether differences can be tied; if not, an impossible p is inconsistent.',
    ),
  },
  check(options, figures) {
    const printed = evaluate(options.raw('p'), figures);
    const pairs = [
      evaluate(options.raw('n'), figures),
      ...(options.has('otherN') ? evaluateAll(options.raw('otherN'), figures) : []),
    ];
    const [n, ...others] = pairs.map(count);
    const described = {
      sided: options.oneOf('sided', ['two', 'one']),
      method: options.oneOf('method', ['asymptotic', 'exact', 'either']),
      correction: options.raw('correction') === true,
    };
    const ties = options.oneOf('ties', ['none', 'possible']);
    const methods = described.method === 'either' ? (['asymptotic', 'exact'] as const) : [described.method];
    const correction = (method: 'asymptotic' | 'exact') => described.correction && method === 'asymptotic';
    const told = methods.map((method) =>
      examineP(
        { sided: described.sided, method, correction: correction(method), n, zeros: 'wilcox', zeroCount: 0 },
        printed.interval,
      ),
    );
    const possible = told.find(({ matches }) => matches);
    const search = () =>
      inferP({
        printed: printed.text ?? String(printed.interval.low),
        described: told[0],
        n: [n, ...others],
        zeroCounts: [0],
      }).variants;
    const reach = tieThatReaches(n, described.sided, printed.interval.high);
    return {
      severity: possible ? 'consistent' : grade(ties, printed, n, described.sided, methods.includes('exact')),
      printed: [printed, pairs[0]],
      recomputed: told.map((variant) => ({
        label: `smallest p of a ${variant.sided}-sided ${variant.method} test of ${n} pairs`,
        interval: { low: variant.floor, high: variant.floor },
        figures: [],
      })),
      derivation: possible
        ? `${possible.meaning}${possible.value === possible.floor ? ' The printed value is that floor.' : ''}`
        : `${told.map(({ meaning }) => meaning).join(' ')} ${alternatives(search())}${ties === 'none' ? tieRemark(reach, n) : ''}`,
      resolution:
        'The differences, or the rank sum with the call of the test (alternative, method, correction) and the number of pairs it was given.',
    };
  },
};

function grade(
  ties: 'none' | 'possible',
  printed: Quantity,
  n: number,
  sided: 'two' | 'one',
  exact: boolean,
): Severity {
  if (ties === 'none') return 'inconsistent';
  // The exact test of tied differences has no lower floor than 2^-n, which does not depend on ties.
  const tied = exact ? (sided === 'two' ? 1 - n : -n) * Math.LN2 : logTiedFloor(n, sided);
  return Math.log(printed.interval.high) < tied ? 'inconsistent' : 'suspicious';
}

function alternatives(variants: readonly PVariant[]): string {
  if (variants.length === 0) return 'No other variant at these numbers of pairs gives it either.';
  return `What gives it: ${variants.map(({ meaning }) => meaning).join(' ')}`;
}

function tieRemark(size: number | undefined, n: number): string {
  return size === undefined
    ? ' Tied differences cannot lower the floor so far.'
    : ` Ties lower the floor so far only when ${size} of the ${n} differences are one number, which scores in floating point are not.`;
}

function count({ interval, label, text }: Quantity): number {
  if (interval.low === interval.high && Number.isInteger(interval.low) && interval.low > 0)
    return interval.low;
  throw new InputError({
    where: 'record signed-rank-p',
    expected: 'an exact number of pairs',
    got: `${label} ${text ?? showNumber(interval.low)}`,
    remedy: 'name a figure of the kind count',
  });
}
