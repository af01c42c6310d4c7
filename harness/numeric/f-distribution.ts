import { logIncompleteBeta } from './incomplete-beta.ts';
import { rootBetween } from './root.ts';

/** ln P(F > f) of the F distribution with `a` and `b` degrees of freedom (DLMF 8.17 with A&S 26.6.2). */
export function logFTail(f: number, a: number, b: number): number {
  if (f <= 0) return 0;
  if (f === Infinity) return -Infinity;
  const x = b / (b + a * f);
  const y = (a * f) / (b + a * f);
  return logIncompleteBeta(x, y, b / 2, a / 2).lower;
}

/** The f with P(F <= f) = p, p in (0, 1). */
export function fQuantile(p: number, a: number, b: number): number {
  const wanted = Math.log1p(-p);
  const miss = (ln: number) => logFTail(Math.exp(ln), a, b) - wanted;
  let [low, high] = [-1, 1];
  while (miss(low) < 0 && low > -700) low *= 2;
  while (miss(high) > 0 && high < 700) high *= 2;
  return Math.exp(rootBetween(miss, low, high));
}
