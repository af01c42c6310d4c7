import type { Interval } from '../interval.ts';
import { asPrinted } from '../operand.ts';
import { operands } from './options.ts';
import { points } from './points.ts';
import type { Rule } from './rule.ts';

export const linear: Rule = {
  name: 'linear',
  title: 'A statement of linearity against the values',
  description:
    'Values stated to be linear in something allow one straight line within a stated relative tolerance.',
  options: {
    x: operands('The first coordinates of the points, at least 3.'),
    y: operands('The values stated to be linear in them.'),
    tolerance: {
      type: 'number',
      minimum: 0,
      description: 'The share of its value by which each may miss the line.',
    },
  },
  check(options, figures) {
    const [x, y] = points(options, figures, 3);
    const tolerance = options.number('tolerance', { atLeast: 0 });
    const at = x.map(({ interval }) => (interval.low + interval.high) / 2);
    const bands = (share: number) =>
      y.map(({ interval: { low, high } }) => ({
        low: low - share * Math.abs(low),
        high: high + share * Math.abs(high),
      }));
    const line = lineThrough(at, bands(tolerance));
    const exact = lineThrough(at, bands(0));
    const shown = y.map((value, i) => `${asPrinted(x[i])}: ${asPrinted(value)}`).join(', ');
    const words = line && `${line.intercept.toPrecision(3)} + ${line.slope.toPrecision(4)} x`;
    return {
      severity: line ? 'consistent' : 'inconsistent',
      printed: y,
      recomputed: line
        ? [{ label: 'slope', interval: { low: line.slope, high: line.slope }, figures: [] }]
        : [],
      derivation: line
        ? `${shown}. The line ${words} passes ${exact ? 'through the rounding intervals of all' : `within ${100 * tolerance} % of all`}.`
        : `${shown}. No straight line passes within ${100 * tolerance} % of all of them, rounding included.`,
      resolution: 'The values before rounding, and the tolerance that the statement allows.',
    };
  },
};

/** A line through vertical bands, if there is one: then one exists through two of their ends. */
function lineThrough(
  x: readonly number[],
  bands: readonly Interval[],
): { slope: number; intercept: number } | undefined {
  const ends = bands.flatMap(({ low, high }, i) => [
    { x: x[i], y: low },
    { x: x[i], y: high },
  ]);
  for (const a of ends) {
    for (const b of ends) {
      if (a.x >= b.x) continue;
      const slope = (b.y - a.y) / (b.x - a.x);
      const intercept = a.y - slope * a.x;
      const inside = bands.every(({ low, high }, i) => {
        const value = intercept + slope * x[i];
        const slack = 1e-9 * Math.abs(value);
        return value >= low - slack && value <= high + slack;
      });
      if (inside) return { slope, intercept };
    }
  }
  return undefined;
}
