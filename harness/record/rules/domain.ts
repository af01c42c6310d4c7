import type { Figure } from '../figures.ts';
import { showNumber } from '../interval.ts';
import { evaluateAll, ofFigure } from '../operand.ts';
import type { FigureKind } from '../record.ts';
import { operands } from './options.ts';
import type { Rule } from './rule.ts';

export const domain: Rule = {
  name: 'domain',
  title: 'Values against the range of what they measure',
  description:
    'Every value lies in the range of what it measures. A p printed as 0 is suspicious: no test gives it, only a p below half a unit of its last digit.',
  options: {
    of: operands('The figures; their kinds say what they may be.'),
  },
  check(options, figures) {
    const values = evaluateAll(options.raw('of'), figures).flatMap((value) => value.figures);
    const faults = values.flatMap((figure) => {
      const fault = faultOf(figure);
      return fault === undefined ? [] : [{ figure, fault }];
    });
    const zeros = values.filter(isZeroP);
    return {
      severity: faults.length > 0 ? 'inconsistent' : zeros.length > 0 ? 'suspicious' : 'consistent',
      printed: [...faults.map(({ figure }) => figure), ...zeros].map(ofFigure),
      recomputed: [],
      derivation:
        faults.length + zeros.length > 0
          ? `${[
              ...faults.map(({ figure, fault }) => `${figure.id} ${figure.text}: ${fault}`),
              ...zeros.map(
                ({ id, text, interval }) =>
                  `${id} ${text}: no p is 0, and this one can only stand for one below ${showNumber(interval.high)}`,
              ),
            ].join('; ')}.`
          : `All ${values.length} values lie in the range of what they measure.`,
      resolution: 'The value, or what it measures.',
    };
  },
};

function isZeroP({ kind, text }: Figure): boolean {
  return kind === 'probability' && /^[+-]?0*\.?0+$/.test(text.trim());
}

const ranges: Readonly<Partial<Record<FigureKind, readonly [low: number, high: number]>>> = {
  count: [0, Number.POSITIVE_INFINITY],
  similarity: [-1, 1],
  distance: [0, Number.POSITIVE_INFINITY],
  cosine: [-1, 1],
  correlation: [-1, 1],
  determination: [0, 1],
  probability: [0, 1],
  percent: [-100, 100],
  seconds: [0, Number.POSITIVE_INFINITY],
};

function faultOf({ interval, kind, text }: Figure): string | undefined {
  const range = ranges[kind];
  if (kind === 'count' && !/^\s*[+]?\d[\d,]*\s*$/.test(text)) return 'a count is a whole number';
  if (range === undefined || (interval.high >= range[0] && interval.low <= range[1])) return undefined;
  return `a ${kind} lies in [${range[0]}, ${range[1]}]`;
}
