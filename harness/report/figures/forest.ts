import {
  type Axis,
  distinct,
  type FigureSpec,
  labelledLanes,
  lanes,
  quantity,
  seriesChannels,
} from './axis.ts';
import { checkRows } from './check-rows.ts';
import { figureWidth, ink } from './theme.ts';

export interface ForestRow {
  readonly group: string;
  /** What is told apart within a group, such as a procedure variant. */
  readonly series?: string;
  readonly estimate: number;
  readonly low: number;
  readonly high: number;
}

export interface Forest {
  readonly rows: readonly ForestRow[];
  readonly x: Axis;
  /** Whether a rule stands at zero, which the axis then has; it does where nothing is said. */
  readonly zero?: boolean;
  /** The ends of the margin of equivalence, shaded. */
  readonly margin?: readonly [low: number, high: number];
}

/** Numbers with their intervals, a line a group, against a rule at zero and the margin if there is one. */
export function forest({ rows, x, zero = true, margin }: Forest): FigureSpec {
  checkRows('forest', rows);
  const values = rows.map((row) => ({ ...row, series: row.series ?? '' }));
  const groups = distinct(values.map((row) => row.group));
  const series = distinct(values.map((row) => row.series));
  const { color, shape } = seriesChannels(series);
  const lane = { y: labelledLanes('group', groups), yOffset: lanes('series', series) };
  const band = margin ? [{ low: margin[0], high: margin[1] }] : [];
  return {
    width: figureWidth,
    height: 70 + groups.length * Math.max(38, 18 * series.length + 10),
    data: { values },
    layer: [
      {
        name: 'margin',
        data: { values: band },
        mark: { type: 'rect', color: ink, opacity: 0.1 },
        encoding: { x: quantity('low', x), x2: { field: 'high' } },
      },
      {
        name: 'zero',
        data: { values: zero ? [{ zero: 0 }] : [] },
        mark: { type: 'rule', strokeDash: [4, 3], opacity: 0.7 },
        encoding: { x: quantity('zero', x) },
      },
      {
        name: 'interval',
        mark: { type: 'rule', strokeWidth: 2 },
        encoding: { ...lane, x: quantity('low', x), x2: { field: 'high' }, color },
      },
      {
        name: 'estimate',
        mark: { type: 'point', filled: true, size: 80, opacity: 1 },
        encoding: { ...lane, x: quantity('estimate', x), color, shape },
      },
    ],
  };
}
