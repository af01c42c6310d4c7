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

export interface Bar {
  readonly category: string;
  readonly series?: string;
  readonly value: number;
  readonly low: number;
  readonly high: number;
}

export interface Bars {
  readonly rows: readonly Bar[];
  readonly x: Axis;
}

/** Lying bars from zero with their intervals: a category a row, one bar a series in it. */
export function bars({ rows, x }: Bars): FigureSpec {
  checkRows('bars', rows);
  const values = rows.map((row) => ({ ...row, series: row.series ?? '', zero: 0 }));
  const categories = distinct(values.map((row) => row.category));
  const series = distinct(values.map((row) => row.series));
  const from = { zero: true, nice: true, padding: 0 };
  const lane = { y: labelledLanes('category', categories), yOffset: lanes('series', series) };
  return {
    width: figureWidth,
    height: 70 + categories.length * Math.max(36, 20 * series.length + 10),
    data: { values },
    encoding: lane,
    layer: [
      {
        name: 'bars',
        mark: { type: 'bar', opacity: 0.85 },
        encoding: {
          x: quantity('value', x, { scale: from }),
          color: seriesChannels(series).color,
        },
      },
      {
        name: 'interval',
        mark: { type: 'rule', strokeWidth: 2, color: ink },
        encoding: { x: quantity('low', x, { scale: from }), x2: { field: 'high' } },
      },
      ...['low', 'high'].map((end) => ({
        name: `${end}Cap`,
        mark: { type: 'tick', thickness: 2, size: 8, color: ink },
        encoding: { x: quantity(end, x, { scale: from }) },
      })),
    ],
  };
}
