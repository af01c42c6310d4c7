import { type Axis, axisTitle, distinct, type FigureSpec, quantity, seriesChannels } from './axis.ts';
import { checkRows } from './check-rows.ts';
import { figureWidth } from './theme.ts';

export interface CurvePoint {
  readonly factor: number;
  readonly series: string;
  readonly mean: number;
  /** The ends of the interval of the mean. */
  readonly low: number;
  readonly high: number;
}

export interface ScoreCurve {
  readonly rows: readonly CurvePoint[];
  /** Scores of single images, faint behind the means. */
  readonly images?: readonly { readonly factor: number; readonly series: string; readonly value: number }[];
  readonly x: Axis & { readonly scale: 'linear' | 'log2' };
  readonly y: Axis;
}

/**
 * A score against a factor such as scale or steps: one line with intervals a series, ticks at the factors.
 * Series stand a little beside each other, so that their intervals do not cover one another.
 */
export function scoreCurve({ rows, images = [], x, y }: ScoreCurve): FigureSpec {
  checkRows('score curve', rows);
  if (images.length > 0) checkRows('score curve, images', images);
  const series = distinct(rows.map((row) => row.series));
  const factors = [...new Set(rows.map((row) => row.factor))].sort((a, b) => a - b);
  const beside = dodge(series, factors, x.scale);
  const scale = x.scale === 'log2' ? { type: 'log', base: 2 } : { zero: false };
  const { color, shape } = seriesChannels(series);
  return {
    width: figureWidth,
    height: 300,
    data: { values: rows.map((row) => ({ ...row, at: beside(row) })) },
    encoding: {
      x: {
        field: 'at',
        type: 'quantitative',
        title: axisTitle(x),
        axis: { values: factors, grid: false, format: '~r' },
        scale: { ...scale, nice: false, padding: 24 },
      },
      color,
    },
    layer: [
      {
        name: 'images',
        data: { values: images.map((row) => ({ ...row, at: beside(row) })) },
        mark: { type: 'point', filled: true, size: 16, opacity: 0.25, shape: 'circle' },
        encoding: { y: quantity('value', y) },
      },
      {
        name: 'line',
        mark: { type: 'line', strokeWidth: 1.5, opacity: 0.8 },
        encoding: { y: quantity('mean', y) },
      },
      {
        name: 'interval',
        mark: { type: 'rule', strokeWidth: 2.5 },
        encoding: { y: quantity('low', y), y2: { field: 'high' }, color },
      },
      {
        name: 'mean',
        mark: { type: 'point', filled: true, size: 75, opacity: 1 },
        encoding: { y: quantity('mean', y), shape },
      },
    ],
  };
}

/** Moves each series by a fiftieth of the axis, about the factor's own place. */
function dodge(series: readonly string[], factors: readonly number[], scale: 'linear' | 'log2') {
  const [place, factorAt] = scale === 'log2' ? [Math.log2, (at: number) => 2 ** at] : [Number, Number];
  const step = (place(factors.at(-1)!) - place(factors[0])) / 50;
  return (row: { readonly factor: number; readonly series: string }) =>
    factorAt(place(row.factor) + step * (series.indexOf(row.series) - (series.length - 1) / 2));
}
