import { logIncompleteBeta } from '../harness/numeric/incomplete-beta.ts';

/** The counts of n beyond which a binomial of share p falls once in a million on either side. */
export function binomialLimits(n: number, p: number): readonly [low: number, high: number] {
  const least = Math.log(1e-6);
  const upTo = (k: number) => logIncompleteBeta(1 - p, p, n - k, k + 1).lower;
  let [low, high] = [0, n];
  while (upTo(low) < least) low++;
  while (logIncompleteBeta(p, 1 - p, high, n - high + 1).lower < least) high--;
  return [low, high];
}
