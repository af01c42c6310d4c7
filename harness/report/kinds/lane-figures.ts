import { bars, forest } from '../figures/index.ts';
import { withUnit } from '../format-number.ts';
import type { Builder } from './figure-source.ts';
import { described, type InLanes, placesOf, type Shown, shownOf, unitOf } from './listed.ts';

interface ForestOptions extends InLanes {
  /** Of equivalence: its lower and upper end. */
  readonly margin?: readonly [number, number];
}

/** Lying bars from zero with intervals; marks, not bars, in a unit whose zero is nothing. */
export const barFigure: Builder<InLanes> = (figure, source) => {
  const shown = shownOf(figure.statistics, source);
  if (shown.length === 0) return undefined;
  const places = placesOf(figure, shown);
  const x = { title: figure.axis ?? 'Mean', unit: unitOf(figure, shown) };
  const rows = shown.map(({ value, low, high }, i) => ({ ...places[i]!, value, low, high }));
  return {
    spec: isLogarithmic(x.unit)
      ? forest({
          rows: rows.map(({ lane, value, ...row }) => ({ ...row, group: lane, estimate: value })),
          x,
          zero: false,
        })
      : bars({ rows: rows.map(({ lane, ...row }) => ({ ...row, category: lane })), x }),
    ...described(shown, places, source),
  };
};

function isMean({ entry: { result } }: Shown): boolean {
  return typeof result['mean'] === 'number';
}

/** A level of a logarithmic scale is 0 wherever its reference was put. */
function isLogarithmic(unit: string): boolean {
  return /^(dB|log)/.test(unit);
}

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
      x: { title: figure.axis ?? (shown.every(isMean) ? 'Mean paired difference' : 'Estimate'), unit },
      ...(margin && { margin }),
    }),
    caption: margin
      ? `${caption} Shaded: from ${withMinus(margin[0])} to ${withUnit(withMinus(margin[1]), unit)}, the margin.`
      : caption,
    alt,
  };
};

/** A number as it was declared, with a true minus sign. */
function withMinus(declared: number): string {
  return String(declared).replace('-', '−');
}
