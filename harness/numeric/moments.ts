/** Sum with Neumaier's compensation: the error does not grow with the number of terms. */
export function sum(values: ArrayLike<number>): number {
  let total = 0;
  let lost = 0;
  for (let i = 0; i < values.length; i++) {
    const next = total + values[i];
    lost += Math.abs(total) >= Math.abs(values[i]) ? total - next + values[i] : values[i] - next + total;
    total = next;
  }
  return total + lost;
}

/** Arithmetic mean; NaN of nothing. */
export function mean(values: ArrayLike<number>): number {
  return sum(values) / values.length;
}

/**
 * Variance, two-pass with the correction of the mean's rounding (Chan, Golub & LeVeque 1983).
 * @param ddof what is subtracted from n in the denominator: 1 for a sample, 0 for a population
 */
export function variance(values: ArrayLike<number>, ddof: 0 | 1): number {
  const centre = mean(values);
  let [squares, drift] = [0, 0];
  for (let i = 0; i < values.length; i++) {
    const deviation = values[i] - centre;
    squares += deviation * deviation;
    drift += deviation;
  }
  return (squares - (drift * drift) / values.length) / (values.length - ddof);
}

/** Standard deviation; see `variance`. */
export function standardDeviation(values: ArrayLike<number>, ddof: 0 | 1): number {
  return Math.sqrt(variance(values, ddof));
}

/**
 * Values less their mean, and less what is then left of a mean: of values near 1e15 the first mean is off by a tenth,
 * since no double is nearer to it. What is left by rounding alone stays: taken off it would round every value again.
 */
export function centred(values: ArrayLike<number>): Float64Array {
  const centre = mean(values);
  const deviations = Float64Array.from(values, (value) => value - centre);
  const drift = mean(deviations);
  const largest = deviations.reduce((most, deviation) => Math.max(most, Math.abs(deviation)), 0);
  return Math.abs(drift) > 1e-12 * largest ? deviations.map((deviation) => deviation - drift) : deviations;
}
