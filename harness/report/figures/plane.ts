import { type Axis, distinct, type FigureSpec, quantity, seriesChannels } from './axis.ts';
import { checkRows } from './check-rows.ts';
import { figureWidth } from './theme.ts';

export interface PlanePoint {
  readonly series: string;
  readonly x: number;
  readonly xLow: number;
  readonly xHigh: number;
  readonly y: number;
  readonly yLow: number;
  readonly yHigh: number;
}

export interface Plane {
  readonly rows: readonly PlanePoint[];
  readonly x: Axis;
  readonly y: Axis;
}

/** Two scores against each other: a mark a series with the intervals of both. */
export function plane({ rows, x, y }: Plane): FigureSpec {
  checkRows('plane', rows);
  const { color, shape } = seriesChannels(distinct(rows.map(({ series }) => series)));
  return {
    width: figureWidth,
    height: 320,
    data: { values: rows },
    layer: [
      {
        name: 'across',
        mark: { type: 'rule', strokeWidth: 2 },
        encoding: { x: quantity('xLow', x), x2: { field: 'xHigh' }, y: quantity('y', y), color },
      },
      {
        name: 'up',
        mark: { type: 'rule', strokeWidth: 2 },
        encoding: { x: quantity('x', x), y: quantity('yLow', y), y2: { field: 'yHigh' }, color },
      },
      {
        name: 'points',
        mark: { type: 'point', filled: true, size: 80, opacity: 1 },
        encoding: { x: quantity('x', x), y: quantity('y', y), color, shape },
      },
    ],
  };
}
