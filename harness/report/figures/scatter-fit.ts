import { type Axis, distinct, type FigureSpec, quantity, seriesChannels } from './axis.ts';
import { checkRows } from './check-rows.ts';
import { labelSides } from './label-side.ts';
import { figureWidth } from './theme.ts';

export interface ScatterPoint {
  readonly x: number;
  readonly y: number;
  readonly label: string;
  readonly series?: string;
}

export interface ScatterFit {
  readonly rows: readonly ScatterPoint[];
  /** The fitted line with its band, by rising x. */
  readonly fit: readonly {
    readonly x: number;
    readonly y: number;
    readonly low: number;
    readonly high: number;
  }[];
  readonly x: Axis;
  readonly y: Axis;
}

/** Labelled points with a fitted line and its band. */
export function scatterFit({ rows, fit, x, y }: ScatterFit): FigureSpec {
  checkRows('scatter', rows);
  if (fit.length > 0) checkRows('scatter, fit', fit);
  const values = rows.map((row) => ({ ...row, series: row.series ?? '' }));
  const series = distinct(values.map((row) => row.series));
  return {
    width: figureWidth,
    height: 320,
    data: { values },
    layer: [
      {
        name: 'band',
        data: { values: fit },
        mark: { type: 'area', color: '#6b6f76', opacity: 0.18 },
        encoding: { x: quantity('x', x), y: quantity('low', y), y2: { field: 'high' } },
      },
      {
        name: 'fit',
        data: { values: fit },
        mark: { type: 'line', color: '#6b6f76', strokeWidth: 2 },
        encoding: { x: quantity('x', x), y: quantity('y', y) },
      },
      {
        name: 'points',
        mark: { type: 'point', filled: true, size: 80, opacity: 1 },
        encoding: {
          x: quantity('x', x),
          y: quantity('y', y),
          ...seriesChannels(series),
        },
      },
      ...labels(values, fit, x, y),
    ],
  };
}

/** One layer a side, since a mark's alignment and offsets are its own, not its data's. */
function labels(
  values: readonly ScatterPoint[],
  fit: ScatterFit['fit'],
  x: Axis,
  y: Axis,
): readonly FigureSpec[] {
  const sides = labelSides(placed(values, fit), plot.width, plot.height);
  return distinct(sides.map((side) => JSON.stringify(side))).map((text, layer) => ({
    name: `labels${layer}`,
    data: { values: values.filter((_, index) => JSON.stringify(sides[index]) === text) },
    mark: { type: 'text', baseline: 'middle', ...JSON.parse(text) },
    encoding: { x: quantity('x', x), y: quantity('y', y), text: { field: 'label', type: 'nominal' } },
  }));
}

/** About the size of the plot inside its axes, in px. */
const plot = { width: 410, height: 250 };

/** The points where about they come to lie in the plot. */
function placed(values: readonly ScatterPoint[], fit: ScatterFit['fit']) {
  const along = scaleOf([...values, ...fit].map((row) => row.x));
  const up = scaleOf([...values.map((row) => row.y), ...fit.flatMap(({ low, high }) => [low, high])]);
  return values.map(({ x, y, label }) => ({ x: plot.width * along(x), y: plot.height * (1 - up(y)), label }));
}

function scaleOf(values: readonly number[]): (value: number) => number {
  const [low, high] = [Math.min(...values), Math.max(...values)];
  return (value) => (high > low ? 0.05 + (0.9 * (value - low)) / (high - low) : 0.5);
}
