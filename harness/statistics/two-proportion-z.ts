import { logNormalTail } from '../numeric/normal.ts';
import { type PValues, pValuesFromLogTails } from './p-values.ts';

/**
 * The pooled two-proportion z test; z is 0 where both rates are 0 or both are 1.
 * @param n1, n2 trials behind each proportion
 */
export function twoProportionZ(
  p1: number,
  n1: number,
  p2: number,
  n2: number,
): { readonly z: number } & PValues {
  const pooled = (p1 * n1 + p2 * n2) / (n1 + n2);
  const se = Math.sqrt(pooled * (1 - pooled) * (1 / n1 + 1 / n2));
  const z = p1 === p2 ? 0 : (p1 - p2) / se;
  return { z, ...pValuesFromLogTails(logNormalTail(z), logNormalTail(-z)) };
}
