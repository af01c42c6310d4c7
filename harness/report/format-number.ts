/**
 * A number for people: four significant digits, trailing zeros kept (they say how exact it is), integers in
 * full, powers of ten below 0.0001 and from a million on, and a true minus sign.
 */
export function formatNumber(value: number): string {
  if (Number.isNaN(value)) return 'not a number';
  if (!Number.isFinite(value)) return value > 0 ? '∞' : '−∞';
  return digitsOf(value).replace(/-/g, '−');
}

/** A number, or what is said of one, with its unit; `1`, that of plain numbers, is not printed. */
export function withUnit(text: string, unit: string): string {
  return unit === '' || unit === '1' ? text : `${text} ${unit}`;
}

/** A value with its interval and unit: `3.104 dB [2.520, 3.300]`. */
export function formatEstimate(
  observed: { readonly value: number; readonly interval?: readonly [number, number] },
  unit: string,
): string {
  const value = withUnit(formatNumber(observed.value), unit);
  if (!observed.interval) return value;
  const [low, high] = observed.interval;
  return `${value} [${formatNumber(low)}, ${formatNumber(high)}]`;
}

function digitsOf(value: number): string {
  const size = Math.abs(value);
  if (size !== 0 && (size < 1e-4 || size >= 1e6)) return value.toExponential(3).replace('e+', 'e');
  if (Number.isInteger(value)) return String(value);
  return size >= 1e4 ? value.toFixed(0) : value.toPrecision(4);
}
