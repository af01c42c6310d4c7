/** Whether values, or differences of two columns, vary by more than the rounding of doubles leaves. */
export function isVaried(x: Float64Array, y?: Float64Array): boolean {
  let [low, high, largest] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, 0];
  for (let i = 0; i < x.length; i++) {
    const value = y ? x[i]! - y[i]! : x[i]!;
    low = Math.min(low, value);
    high = Math.max(high, value);
    largest = Math.max(largest, Math.abs(x[i]!), Math.abs(y?.[i] ?? 0));
  }
  return high - low > 4 * Number.EPSILON * largest;
}
