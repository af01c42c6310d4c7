import { valueAt } from '../../claims/json-pointer.ts';
import { linePlot } from '../figures/index.ts';
import { formatNumber } from '../format-number.ts';
import type { Builder, DeclaredAxis, FigureSource } from './figure-source.ts';
import { described, named, type Shown, shownOf, unitOf } from './listed.ts';

interface Options {
  /** Of the places. */
  readonly axis: DeclaredAxis;
  readonly scale: 'linear' | 'log2' | 'log10' | 'names';
  /** Title of the statistics' axis. */
  readonly value: string;
  readonly zero?: boolean;
  readonly lines: readonly {
    readonly label: string;
    readonly points: readonly { readonly at: number | string; readonly statistic: string }[];
  }[];
  /** A statistic of the procedure `flip`, whose ends are marked. */
  readonly flip?: string;
}

/** Statistics along an axis: a line for each declared one and group. */
export const curveFigure: Builder<Options> = (figure, source) => {
  const { axis, scale, value: title, zero, lines, flip } = figure;
  const shown = lines.flatMap(({ label, points }) =>
    points.flatMap(({ at, statistic }) =>
      shownOf([{ statistic, label }], source).map((each) => ({ ...each, at })),
    ),
  );
  if (shown.length === 0) return undefined;
  const name = namer(shown, lines.length > 1);
  const places = shown.map((each) => ({ lane: `${axis.title} ${each.at}`, series: name(each) }));
  const { caption, alt } = described(shown, places, source);
  const flips = flip === undefined ? [] : flipsOf(flip, source);
  return {
    spec: linePlot({
      rows: shown.map(({ at, value, low, high }, i) => ({ at, series: places[i]!.series, value, low, high })),
      x: { ...axis, scale },
      y: { title, unit: unitOf(figure, shown) },
      ...(zero && { zero }),
      marks: flips.map(({ at }) => ({ at, label: 'flip' })),
    }),
    caption: [caption, flip === undefined ? '' : flipText(flips)].filter(Boolean).join(' '),
    alt,
  };
};

/** A series' name: its label where there are several, and the levels in which its groups differ. */
function namer(shown: readonly Shown[], several: boolean): (each: Shown) => string {
  const factors = [...new Set(shown.flatMap(({ entry }) => Object.keys(entry.group)))].filter(
    (factor) => new Set(shown.map(({ entry }) => entry.group[factor])).size > 1,
  );
  return ({ label, entry }) =>
    [...factors.flatMap((factor) => entry.group[factor] ?? []), ...(several ? [label] : [])].join(', ');
}

interface FlipPlace {
  readonly at: number;
  readonly set: string;
}

/** Where the conclusion changes, inside the range that was looked at. */
function flipsOf(id: string, source: FigureSource): readonly FlipPlace[] {
  return named(id, source).flatMap(({ group, options, result }) => {
    const distance = result['distance'];
    if (typeof distance !== 'number') return [];
    const at = Number(options['at']);
    const ends = [valueAt(result, '/from'), valueAt(result, '/to')].map(Number);
    const near = ends.find((end) => Math.abs(Math.abs(end - at) - distance) < 1e-9);
    return near === undefined ? [] : [{ at: near, set: Object.values(group).join(' ') }];
  });
}

function flipText(flips: readonly FlipPlace[]): string {
  if (flips.length === 0) return 'The sign of the difference does not change in this range.';
  const places = flips.map(({ at, set }) => `${formatNumber(at)}${set && ` (${set})`}`);
  return `Dotted: where the sign of the difference changes, at ${places.join(', ')}.`;
}
