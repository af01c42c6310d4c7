/**
 * Quantile of ascending values by linear interpolation between order statistics (Hyndman & Fan's type 7, the
 * default of NumPy and R).
 * @param p in [0, 1]
 */
export function quantileSorted(sorted: ArrayLike<number>, p: number): number {
  const at = p * (sorted.length - 1);
  const below = Math.floor(at);
  const fraction = at - below;
  const value = sorted[below];
  return fraction === 0 ? value : value + fraction * (sorted[below + 1] - value);
}

/** Quantile of values in any order, which are left as they are; see `quantileSorted`. */
function quantile(values: ArrayLike<number>, p: number): number {
  return quantileSorted(Float64Array.from(values).sort(), p);
}

/** Median; the mean of the two middle values where their number is even. */
export function median(values: ArrayLike<number>): number {
  return quantile(values, 0.5);
}
