import { formatNumber } from '../../report/format-number.ts';

const [width, height, edge] = [132, 26, 3];

/**
 * A series as a small line, the oldest value first, from its least value to its greatest; a gap where there is none.
 * The last value has a dot.
 */
export function sparklineSvg(values: readonly (number | undefined)[]): string {
  const known = values.flatMap((value) => (value === undefined ? [] : [value]));
  if (known.length === 0) return '';
  const [least, most] = [Math.min(...known), Math.max(...known)];
  const x = (at: number) => edge + ((width - 2 * edge) * at) / Math.max(1, values.length - 1);
  const y = (value: number) =>
    most === least ? height / 2 : height - edge - ((height - 2 * edge) * (value - least)) / (most - least);
  const place = (value: number, at: number) => `${x(at).toFixed(1)} ${y(value).toFixed(1)}`;
  const path = values
    .map((value, at) =>
      value === undefined ? '' : `${at > 0 && values[at - 1] !== undefined ? 'L' : 'M'}${place(value, at)}`,
    )
    .join('');
  const last = values.findLastIndex((value) => value !== undefined);
  const [cx, cy] = place(values[last]!, last).split(' ');
  const label =
    most === least
      ? `${formatNumber(least)} in all ${known.length} runs`
      : `${known.length} runs, from ${formatNumber(least)} to ${formatNumber(most)}`;
  return `<svg class="series" role="img" aria-label="${label}" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}"><path d="${path}"/><circle cx="${cx}" cy="${cy}" r="2.5"/></svg>`;
}
