import { type Axis, axisTitle, distinct, type FigureSpec, lanes, quantity, seriesChannels } from './axis.ts';
import { checkRows } from './check-rows.ts';
import { figureWidth, ink } from './theme.ts';

export interface LinePoint {
  /** A place on the axis, or a name on it. */
  readonly at: number | string;
  readonly series: string;
  readonly value: number;
  readonly low: number;
  readonly high: number;
}

export interface LinePlot {
  readonly rows: readonly LinePoint[];
  /** `names` sets the places beside each other in the order given. */
  readonly x: Axis & { readonly scale: 'linear' | 'log2' | 'log10' | 'names' };
  readonly y: Axis;
  /** Whether a rule stands at zero. */
  readonly zero?: boolean;
  /** Places marked by a standing rule, each with its words. */
  readonly marks?: readonly { readonly at: number; readonly label: string }[];
}

/** A line with intervals a series, over places or over names in a given order. */
export function linePlot({ rows, x, y, zero = false, marks = [] }: LinePlot): FigureSpec {
  checkRows('line plot', rows);
  const series = distinct(rows.map((row) => row.series));
  const { color, shape } = seriesChannels(series);
  const along = x.scale === 'names' ? namesOf(rows, x) : placesOf(rows, x);
  const beside = x.scale === 'names' ? { xOffset: { ...lanes('series', series), legend: null } } : {};
  const moved = x.scale === 'names' ? rows : dodged(rows, series, x.scale);
  return {
    width: figureWidth,
    height: 300,
    data: { values: moved },
    layer: [
      {
        name: 'zero',
        data: { values: zero ? [{ zero: 0 }] : [] },
        mark: { type: 'rule', strokeDash: [4, 3], opacity: 0.7 },
        encoding: { y: quantity('zero', y) },
      },
      ...(marks.length > 0 ? [standing(marks, along), standingLabels(marks, along)] : []),
      {
        name: 'line',
        mark: { type: 'line', strokeWidth: 1.5, opacity: 0.8 },
        encoding: { x: along, ...beside, y: quantity('value', y), color },
      },
      {
        name: 'interval',
        mark: { type: 'rule', strokeWidth: 2 },
        encoding: { x: along, ...beside, y: quantity('low', y), y2: { field: 'high' }, color },
      },
      {
        name: 'estimate',
        mark: { type: 'point', filled: true, size: 60, opacity: 1 },
        encoding: { x: along, ...beside, y: quantity('value', y), color, shape },
      },
    ],
  };
}

function namesOf(rows: readonly LinePoint[], x: Axis): FigureSpec {
  const domain = distinct(rows.map(({ at }) => String(at)));
  return {
    field: 'at',
    type: 'ordinal',
    title: x.title,
    scale: { domain },
    axis: { labelAngle: 0, grid: false },
  };
}

function placesOf(rows: readonly LinePoint[], x: LinePlot['x']): FigureSpec {
  const places = [...new Set(rows.map(({ at }) => Number(at)))].sort((a, b) => a - b);
  const scale = x.scale === 'linear' ? { zero: false } : { type: 'log', base: x.scale === 'log2' ? 2 : 10 };
  return {
    field: 'at',
    type: 'quantitative',
    title: axisTitle(x),
    axis: { grid: false, format: '~r', ...(places.length <= 10 && { values: places }) },
    scale: { ...scale, nice: false, padding: 16 },
  };
}

/** Moves each series by a hundredth of the axis, so that intervals do not cover one another. */
function dodged(rows: readonly LinePoint[], series: readonly string[], scale: 'linear' | 'log2' | 'log10') {
  const [place, back] = scale === 'linear' ? [Number, Number] : [Math.log2, (at: number) => 2 ** at];
  const places = rows.map(({ at }) => place(Number(at)));
  const step = (Math.max(...places) - Math.min(...places)) / 100;
  return rows.map((row) => ({
    ...row,
    at: back(place(Number(row.at)) + step * (series.indexOf(row.series) - (series.length - 1) / 2)),
  }));
}

function standing(marks: NonNullable<LinePlot['marks']>, along: FigureSpec): FigureSpec {
  return {
    name: 'marks',
    data: { values: marks },
    mark: { type: 'rule', strokeDash: [2, 3], strokeWidth: 1.5, color: ink },
    encoding: { x: along },
  };
}

function standingLabels(marks: NonNullable<LinePlot['marks']>, along: FigureSpec): FigureSpec {
  return {
    name: 'markLabels',
    data: { values: marks },
    mark: { type: 'text', align: 'left', baseline: 'top', dx: 4, y: 2 },
    encoding: { x: along, text: { field: 'label', type: 'nominal' } },
  };
}
