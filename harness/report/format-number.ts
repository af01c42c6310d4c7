/**
 * A number for people: four significant digits, trailing zeros kept (they say how exact it is), integers in
 * full, powers of ten below 0.0001 and from a million on, and a true minus sign.
 */
export function formatNumber(value: number): string {
  if (Number.isNaN(value)) return 'not a number';
  if (!Number.isFinite(value)) return value > 0 ? '∞' : '−∞';
  return signed(digitsOf(value));
}

/** A number, or what is said of one, with its unit; `1`, that of plain numbers, is not printed. */
export function withUnit(text: string, unit: string): string {
  return unit === '' || unit === '1' ? text : `${text} ${unit}`;
}

/** A number that may have an interval. */
export interface Estimate {
  readonly value: number;
  readonly interval?: readonly [low: number, high: number];
}

/**
 * A value and the ends of its interval, to the second significant digit of the interval's width: what is beyond says
 * nothing. An end that is not 0 is never printed as 0. Without a width the digits are those of {@link formatNumber}.
 */
export function estimateTexts({ value, interval }: Estimate): {
  readonly value: string;
  readonly ends?: readonly [low: string, high: string];
} {
  if (!interval) return { value: formatNumber(value) };
  const [low, high] = interval;
  const text = writer(high - low, Math.max(...[value, low, high].map(Math.abs)));
  return { value: text(value), ends: [text(low), text(high)] };
}

/** A value with its interval and unit: `3.10 dB [2.52, 3.30]`. */
export function formatEstimate(estimate: Estimate, unit: string): string {
  const { value, ends } = estimateTexts(estimate);
  return `${withUnit(value, unit)}${ends ? ` [${ends.join(', ')}]` : ''}`;
}

/** Writes numbers of up to `size` to the second significant digit of `width`. */
function writer(width: number, size: number): (value: number) => string {
  if (!(width > leastWidth * size) || !Number.isFinite(width) || size >= 1e6 || size < 1e-4)
    return formatNumber;
  const decimals = Math.min(Math.max(1 - Math.floor(Math.log10(width)), 0), mostDecimals);
  return (value) => {
    const text = value.toFixed(decimals);
    if (Number(text) !== 0) return signed(text);
    return value === 0 ? Math.abs(value).toFixed(decimals) : signed(Number(value.toPrecision(1)).toString());
  };
}

/** As many as six digits: what is narrower needs no more. */
const mostDecimals = 6;

/** A width of less, relative to what it is of, is that of rounding. */
const leastWidth = 1e-9;

function signed(text: string): string {
  return text.replace(/-/g, '−').replace('e+', 'e');
}

function digitsOf(value: number): string {
  const size = Math.abs(value);
  if (size !== 0 && (size < 1e-4 || size >= 1e6)) return value.toExponential(3);
  if (Number.isInteger(value)) return String(value);
  return size >= 1e4 ? value.toFixed(0) : value.toPrecision(4);
}
