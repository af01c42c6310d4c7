import { InputError } from '../../numeric/input-error.ts';
import { type Figures, LostFigure } from '../figures.ts';
import { type Interval, showInterval, subtract } from '../interval.ts';
import { asPrinted, evaluate, evaluateAll, type Quantity } from '../operand.ts';
import { operand, operands } from './options.ts';
import type { Rule } from './rule.ts';

/**
 * A gap between two arms that is stated to be stable to plus or minus a margin over conditions spans at most twice
 * the margin. Where only one arm is printed, what the other would have to do is said and nothing is decided.
 */
export const stability: Rule = {
  name: 'stability',
  title: 'A stated stability of a gap over conditions',
  description:
    'A gap stated to be stable to plus or minus a margin over conditions spans at most twice the margin.',
  options: {
    first: operands('The one arm, condition by condition.'),
    second: operands('The other arm, likewise.'),
    within: operand('The margin by which the gap is stated to move to either side.'),
  },
  check(options, figures) {
    const first = evaluateAll(options.raw('first'), figures);
    const within = evaluate(options.raw('within'), figures);
    const { values: second, lost } = printedOr(options.raw('second'), figures);
    const margin = 2 * within.interval.high;
    const moves = spanOf(first.map(({ interval }) => interval));
    if (lost) {
      return {
        severity: 'not checkable',
        printed: [...first, within],
        recomputed: [{ label: 'span of the printed arm', interval: moves, figures: [] }],
        derivation: `One arm is printed: ${first.map(asPrinted).join(', ')}, a span of ${showInterval(moves)}. The gap keeps within ${asPrinted(within)} only if the other arm moves alike, by at least ${showInterval({ low: Math.max(0, moves.low - margin), high: Math.max(0, moves.high - margin) })} between the same two conditions, and it is not printed: ${lost.message}.`,
        resolution: `The other arm's values under each condition (${lost.figure} and the rest).`,
      };
    }
    if (first.length !== second.length) {
      throw new InputError({
        where: options.at('second'),
        expected: `as many values as first, ${first.length}`,
        got: String(second.length),
        remedy: 'list both arms condition by condition',
      });
    }
    const gaps = first.map(({ interval }, i) => subtract(interval, second[i].interval));
    const span = spanOf(gaps);
    const broken = span.low > margin;
    return {
      severity: broken ? 'inconsistent' : 'consistent',
      printed: [...first, ...second, within],
      recomputed: [{ label: 'span of the gap', interval: span, figures: [] }],
      derivation: `The gaps are ${gaps.map(showInterval).join(', ')}, a span of ${showInterval(span)}, ${broken ? 'above' : 'within'} twice ${asPrinted(within)}.`,
      resolution: 'The values of both arms before rounding.',
    };
  },
};

function printedOr(operand: unknown, figures: Figures): { values: readonly Quantity[]; lost?: LostFigure } {
  try {
    return { values: evaluateAll(operand, figures) };
  } catch (error) {
    if (error instanceof LostFigure) return { values: [], lost: error };
    throw error;
  }
}

function spanOf(values: readonly Interval[]): Interval {
  const low = Math.max(...values.map((value) => value.low)) - Math.min(...values.map((value) => value.high));
  const high = Math.max(...values.map((value) => value.high)) - Math.min(...values.map((value) => value.low));
  return { low: Math.max(0, low), high };
}
