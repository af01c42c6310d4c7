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
  const domains = domainsOf(values, fit);
  return {
    width: figureWidth,
    height: 320,
    data: { values },
    layer: [
      {
        name: 'band',
        data: { values: fit },
        mark: { type: 'area', color: '#6b6f76', opacity: 0.18 },
        encoding: { x: across(x, domains), y: upwards('low', y, domains), y2: { field: 'high' } },
      },
      {
        name: 'fit',
        data: { values: fit },
        mark: { type: 'line', color: '#6b6f76', strokeWidth: 2 },
        encoding: { x: across(x, domains), y: upwards('y', y, domains) },
      },
      {
        name: 'points',
        mark: { type: 'point', filled: true, size: 80, opacity: 1 },
        encoding: {
          x: across(x, domains),
          y: upwards('y', y, domains),
          ...seriesChannels(series),
        },
      },
      ...labels(values, fit, domains, [x, y]),
    ],
  };
}

function across(x: Axis, { along }: Domains): FigureSpec {
  return quantity('x', x, { scale: { domain: along, nice: false, zero: false } });
}

function upwards(field: string, y: Axis, { up }: Domains): FigureSpec {
  return quantity(field, y, { scale: { domain: up, nice: false, zero: false } });
}

/** One layer a side, since a mark's alignment and offsets are its own, not its data's. */
function labels(
  values: readonly ScatterPoint[],
  fit: ScatterFit['fit'],
  domains: Domains,
  [x, y]: readonly [Axis, Axis],
): readonly FigureSpec[] {
  const place = placer(domains);
  const points = values.map(({ x, y, label }) => ({ ...place(x, y), label }));
  const line = closely(fit.map(({ x, y }) => place(x, y)));
  const sides = labelSides(points, plot.width, plot.height, line);
  return distinct(sides.map((side) => JSON.stringify(side))).map((text, layer) => ({
    name: `labels${layer}`,
    data: { values: values.filter((_, index) => JSON.stringify(sides[index]) === text) },
    mark: { type: 'text', baseline: 'middle', ...JSON.parse(text) },
    encoding: {
      x: across(x, domains),
      y: upwards('y', y, domains),
      text: { field: 'label', type: 'nominal' },
    },
  }));
}

/** About the size of the plot inside its axes, in px. */
const plot = { width: 415, height: 262 };

/** Where something comes to lie in the plot. */
function placer({ along, up }: Domains) {
  const share = ([low, high]: Domain, value: number) => (value - low) / (high - low);
  return (x: number, y: number) => ({ x: plot.width * share(along, x), y: plot.height * (1 - share(up, y)) });
}

type Domain = readonly [low: number, high: number];

interface Domains {
  readonly along: Domain;
  readonly up: Domain;
}

/** What the axes reach over: given, so that it is known where labels come to lie. */
function domainsOf(values: readonly ScatterPoint[], fit: ScatterFit['fit']): Domains {
  return {
    // Labels need room beside the points, most often on the right.
    along: around(
      [...values, ...fit].map(({ x }) => x),
      [1 / 8, 1 / 4],
    ),
    up: around(
      [...values.map(({ y }) => y), ...fit.flatMap(({ low, high }) => [low, high])],
      [1 / 16, 1 / 16],
    ),
  };
}

/** The range of the values with room below and above, as shares of it. */
function around(values: readonly number[], [below, above]: readonly [number, number]): Domain {
  const [low, high] = [Math.min(...values), Math.max(...values)];
  const range = high > low ? high - low : 1;
  return [low - below * range, high + above * range];
}

/** A line's places with others between them, some px apart. */
function closely(places: readonly { readonly x: number; readonly y: number }[]) {
  return places.slice(1).flatMap((end, i) => {
    const start = places[i]!;
    const steps = Math.ceil(Math.hypot(end.x - start.x, end.y - start.y) / 4) || 1;
    return Array.from({ length: steps + 1 }, (_, k) => ({
      x: start.x + ((end.x - start.x) * k) / steps,
      y: start.y + ((end.y - start.y) * k) / steps,
    }));
  });
}
