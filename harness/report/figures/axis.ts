import { figureWidth, palette, shapes } from './theme.ts';

/** A Vega-Lite specification with its data inline. */
export type FigureSpec = Readonly<Record<string, unknown>>;

/** What an axis shows. */
export interface Axis {
  readonly title: string;
  /** Absent or `1` for plain numbers. */
  readonly unit?: string;
}

/** The axis title with its unit, where it has one. */
export function axisTitle({ title, unit = '1' }: Axis): string {
  return unit === '1' ? title : `${title} (${unit})`;
}

/** A Vega-Lite channel of a quantity; the axis need not start at zero. */
export function quantity(
  field: string,
  axis: Axis,
  extra: Readonly<Record<string, unknown>> = {},
): FigureSpec {
  return {
    field,
    type: 'quantitative',
    title: axisTitle(axis),
    scale: { zero: false, nice: true, padding: 8 },
    ...extra,
  };
}

/** A Vega-Lite channel of names on a lane each, in the order given, not the alphabet's; without a title. */
export function lanes(field: string, order: readonly string[]): FigureSpec {
  return { field, type: 'nominal', title: null, scale: { domain: order } };
}

/** `lanes` along an axis, whose labels are broken between words into lines of up to 24 letters. */
export function labelledLanes(field: string, order: readonly string[]): FigureSpec {
  const lines = String.raw`split(trim(replace(datum.label, regexp('(.{1,24})( +|$)', 'g'), '$1\n')), '\n')`;
  return { ...lanes(field, order), axis: { labelExpr: lines } };
}

/**
 * The colour and the shape of each series, in one legend; none where there is one series only. No two of up to 36 have
 * both in common: where the colours begin anew, the shapes are shifted by one.
 */
export function seriesChannels(order: readonly string[]): {
  readonly color: FigureSpec;
  readonly shape: FigureSpec;
} {
  const legend = order.length > 1 ? { columns: legendColumns(order) } : null;
  const channel = (range: readonly string[]) => ({
    ...lanes('series', order),
    scale: { domain: order, range },
    legend,
  });
  const round = (i: number) => Math.floor(i / palette.length);
  return {
    color: channel(order.map((_, i) => palette[i % palette.length]!)),
    shape: channel(order.map((_, i) => shapes[(i + round(i)) % shapes.length]!)),
  };
}

/** As many columns as the longest name leaves room for, so that none is cut. */
function legendColumns(names: readonly string[]): number {
  const widest = Math.max(...names.map((name) => name.length)) * letterWidth + symbolWidth;
  return Math.min(Math.max(1, Math.floor((figureWidth - axisWidth) / widest)), names.length);
}

/** Generous widths in px: of a letter of a legend, of its symbol with the gaps about it, of the axis beside the plot. */
const [letterWidth, symbolWidth, axisWidth] = [7.6, 36, 50];

/** The different texts in their first order. */
export function distinct(texts: readonly string[]): readonly string[] {
  return [...new Set(texts)];
}
