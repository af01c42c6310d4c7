import { plane } from '../figures/index.ts';
import type { Builder } from './figure-source.ts';
import { described, shownOf, unitOf } from './listed.ts';

interface Options {
  readonly axes: { readonly x: string; readonly y: string };
  readonly marks: readonly { readonly label: string; readonly x: string; readonly y: string }[];
}

/** Two statistics against each other, such as distortion against perception: a mark a method. */
export const planeFigure: Builder<Options> = (figure, source) => {
  const { axes, marks } = figure;
  const pairs = marks.flatMap(({ label, x, y }) => {
    const up = shownOf([{ statistic: y, label }], source);
    return shownOf([{ statistic: x, label }], source).flatMap((across) => {
      const name = Object.values(across.entry.group).join(' ');
      const other = up.find(({ entry }) => Object.values(entry.group).join(' ') === name);
      return other ? [{ across, up: other, label, name }] : [];
    });
  });
  if (pairs.length === 0) return undefined;
  const several = new Set(pairs.map(({ name }) => name)).size > 1;
  const rows = pairs.map(({ across, up: other, label, name }) => ({
    series: several ? `${label}, ${name}` : label,
    x: across.value,
    xLow: across.low,
    xHigh: across.high,
    y: other.value,
    yLow: other.low,
    yHigh: other.high,
  }));
  const shown = pairs.flatMap(({ across, up: other }) => [across, other]);
  const places = rows.flatMap(({ series }) => [
    { lane: series, series: axes.x },
    { lane: series, series: axes.y },
  ]);
  const x = {
    title: axes.x,
    unit: unitOf(
      figure,
      pairs.map(({ across }) => across),
    ),
  };
  const y = {
    title: axes.y,
    unit: unitOf(
      figure,
      pairs.map(({ up: other }) => other),
    ),
  };
  return { spec: plane({ rows, x, y }), ...described(shown, places, source) };
};
