import { mean } from '../numeric/moments.ts';
import { normalCdf } from '../numeric/normal.ts';

/** Below this share the intervals of limits are called too narrow. */
const LEAST = 0.9;

/**
 * What to know of intervals of limits of agreement where differences are not normal. A limit, mean + k sd, varies by
 * sd^2 / n (1 + k g1 + k^2 (g2 + 2) / 4), with skewness g1 and excess kurtosis g2 (Cramer 1946, 27.7); the intervals
 * presume g1 = g2 = 0.
 */
export function notNormal(differences: Float64Array, multiplier: number): readonly string[] {
  const centre = mean(differences);
  const moment = (power: number) => mean(differences.map((d) => (d - centre) ** power));
  const variance = moment(2);
  if (variance === 0) return [];
  const [skewness, excess] = [moment(3) / variance ** 1.5, moment(4) / variance ** 2 - 3];
  const varies = (k: number, g1: number, g2: number) => 1 + k * g1 + (k * k * (g2 + 2)) / 4;
  const share = Math.min(
    ...[multiplier, -multiplier].map((k) => {
      const ratio = Math.sqrt(varies(k, 0, 0) / varies(k, skewness, excess));
      return 2 * normalCdf(1.96 * ratio) - 1;
    }),
  );
  if (!(share < LEAST)) return [];
  const digits = (value: number) => Number(value.toFixed(1));
  return [
    `the intervals of the limits presume normal differences, and these have skewness ${digits(skewness)} and excess kurtosis ${digits(excess)}: such intervals hold a limit in about ${Math.round(100 * share)} of 100 samples, not in 95`,
  ];
}
