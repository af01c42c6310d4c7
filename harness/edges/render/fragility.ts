import type { Verdict } from '../../claims/verdict.ts';
import { formatNumber, withUnit } from '../../report/format-number.ts';
import { spannedCurve } from '../../report/fragility-curve.ts';
import { turnsWhen } from '../../report/fragility-words.ts';

/** What would turn a verdict, for the partial `fragility`: phrases, and a small curve for each unit of its bounds. */
export function fragilityOf({ fragility }: Verdict) {
  if (!fragility) return { turns: [], curves: [] };
  return {
    turns: turnsWhen(fragility),
    curves: fragility.thresholds.map((each) => {
      const { unit, reach, points } = spannedCurve(each, WIDTH / 2 + 1);
      const span = withUnit(formatNumber(reach), unit);
      const shape = (height: (point: (typeof points)[number]) => number) =>
        area(points.map((point) => round(HEIGHT * (1 - height(point)))));
      return {
        width: WIDTH,
        height: HEIGHT,
        middle: WIDTH / 2,
        agree: shape(({ agree }) => agree),
        open: shape(({ notContradict }) => notContradict),
        label: `Share of comparisons that agree (dark) or are open (light), from bounds ${span} stricter to ${span} easier; the line is the bounds as they stand, where ${Math.round(100 * points[(points.length - 1) / 2]!.agree)} % agree.`,
      };
    }),
  };
}

/** The area below heights that stand two pixels apart; within a level run only its ends are drawn. */
function area(heights: readonly number[]): string {
  const corners = heights.flatMap((y, i) =>
    y === heights[i - 1] && y === heights[i + 1] ? [] : [`L${2 * i} ${y}`],
  );
  return `M0 ${HEIGHT}${corners.join('')}L${WIDTH} ${HEIGHT}Z`;
}

const WIDTH = 120;
const HEIGHT = 24;

function round(value: number): number {
  return Number(value.toFixed(2));
}
