import { mean, standardDeviation } from '../numeric/moments.ts';

/**
 * The interval of a mean that may be looked at after every observation: over all n at once it misses the truth with
 * probability `alpha` at most where values are normal, whatever their variance, and as n grows where they are not.
 *
 * Of the t statistic's mixture over effects of N(0, 1 / c^2), with the right Haar prior of the scale (Lai 1976; Wang and
 * Ramdas 2024, "Anytime-valid t-tests and confidence sequences for Gaussian means with unknown variance"):
 * M_n(m) = sqrt(c^2 / (n + c^2)) (1 - S^2 / ((n + c^2) V))^(-n/2), S = sum(x - m), V = sum (x - m)^2, starts at 1 and is a
 * martingale at the true m, so that it exceeds 1 / alpha ever with probability alpha at most (Ville). The interval holds
 * every m with M_n(m) <= 1 / alpha. It is endless while n is small: no estimate of the spread is taken for the truth, as
 * the asymptotic sequence does (`sequential`), which it becomes as n grows.
 *
 * @param tuned the number of observations at which it is about narrowest; chosen before the data are seen
 * @returns the whole line where so few observations bound nothing, or where they do not vary
 */
export function anytimeInterval(
  values: Float64Array,
  alpha: number,
  tuned: number,
): readonly [low: number, high: number] {
  const n = values.length;
  const twice = -2 * Math.log(alpha);
  const c2 = tuned / (twice + Math.log(twice) + 1);
  const share = -Math.expm1(Math.log((alpha ** 2 * c2) / (n + c2)) / n) * (n + c2);
  const spread = n < 2 ? 0 : standardDeviation(values, 0);
  if (share >= n || spread === 0) return [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY];
  const centre = mean(values);
  const reach = spread * Math.sqrt(share / (n - share));
  return [centre - reach, centre + reach];
}
