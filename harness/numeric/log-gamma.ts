const LOG_SQRT_TWO_PI = 0.9189385332046728;

/** ln Gamma(x) for x > 0, by Stirling's series. */
export function logGamma(x: number): number {
  if (x < 1) return logGamma(x + 1) - Math.log(x);
  return (x - 0.5) * Math.log(x) - x + LOG_SQRT_TWO_PI + stirlingError(x);
}

/**
 * What Stirling's formula leaves: ln Gamma(x) - ((x - 1/2) ln x - x + ln sqrt(2 pi)), for x > 0.
 *
 * Differences of ln Gamma at large arguments lose their digits; differences of this do not (Loader, "Fast and
 * accurate computation of binomial probabilities", 2000). Small x are shifted up by the recurrence.
 */
export function stirlingError(x: number): number {
  let shift = 0;
  for (; x < 12; x++) shift += (x + 0.5) * Math.log1p(1 / x) - 1;
  const s = 1 / (x * x);
  // Bernoulli numbers B(2k) / (2k (2k - 1)), Abramowitz & Stegun 6.1.41
  const series =
    1 / 12 - s * (1 / 360 - s * (1 / 1260 - s * (1 / 1680 - s * (1 / 1188 - s * (691 / 360360 - s / 156)))));
  return shift + series / x;
}

/** ln(Gamma(x + 1/2) / Gamma(x)), without the cancellation of two large logarithms. */
export function logGammaHalfStep(x: number): number {
  return x * Math.log1p(0.5 / x) + 0.5 * Math.log(x) - 0.5 + stirlingError(x + 0.5) - stirlingError(x);
}
