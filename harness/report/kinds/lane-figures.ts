import { bars, forest } from '../figures/index.ts';
import { withUnit } from '../format-number.ts';
import type { Builder } from './figure-source.ts';
import { described, type InLanes, placesOf, shownOf, unitOf } from './listed.ts';

interface ForestOptions extends InLanes {
  /** Of equivalence: its lower and upper end. */
  readonly margin?: readonly [number, number];
}

/** Lying bars from zero with intervals. */
export const barFigure: Builder<InLanes> = (figure, source) => {
  const shown = shownOf(figure.statistics, source);
  if (shown.length === 0) return undefined;
  const places = placesOf(figure, shown);
  return {
    spec: bars({
      rows: shown.map(({ value, low, high }, i) => ({
        category: places[i]!.lane,
        series: places[i]!.series,
        value,
        low,
        high,
      })),
      x: { title: figure.axis ?? 'Mean', unit: unitOf(figure, shown) },
    }),
    ...described(shown, places, source),
  };
};

/** Differences with their intervals against a rule at zero, and a margin of equivalence. */
export const forestFigure: Builder<ForestOptions> = (figure, source) => {
  const shown = shownOf(figure.statistics, source);
  if (shown.length === 0) return undefined;
  const places = placesOf(figure, shown);
  const { margin } = figure;
  const { caption, alt } = described(shown, places, source);
  const unit = unitOf(figure, shown);
  return {
    spec: forest({
      rows: shown.map(({ value, low, high }, i) => ({
        group: places[i]!.lane,
        series: places[i]!.series,
        estimate: value,
        low,
        high,
      })),
      x: { title: figure.axis ?? 'Mean paired difference', unit },
      ...(margin && { margin }),
    }),
    caption: margin
      ? `${caption} Shaded: from ${margin[0]} to ${withUnit(String(margin[1]), unit)}, the margin.`
      : caption,
    alt,
  };
};
