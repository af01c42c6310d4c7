import { plane } from '../figures/index.ts';
import type { Builder, DeclaredAxis } from './figure-source.ts';
import { described, shownOf } from './listed.ts';

interface Declaration {
  readonly axes: { readonly x: DeclaredAxis; readonly y: DeclaredAxis };
  readonly marks: readonly { readonly label: string; readonly x: string; readonly y: string }[];
}

/** Two statistics against each other, such as distortion against perception: a mark a method. */
export const planeFigure: Builder = (figure, source) => {
  const { axes, marks } = figure as unknown as Declaration;
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
    { lane: series, series: axes.x.title },
    { lane: series, series: axes.y.title },
  ]);
  return { spec: plane({ rows, x: axes.x, y: axes.y }), ...described(shown, places, source) };
};
