import { logIncompleteBeta } from './incomplete-beta.ts';
import { normalQuantileOfLogTail } from './normal.ts';
import { rootBetween } from './root.ts';

/** ln P(T > t) of Student's t with `df` degrees of freedom; finite where the tail itself underflows. */
export function logStudentTTail(t: number, df: number): number {
  const square = t * t;
  // P(|T| > t) = I_x(df / 2, 1 / 2) with x = df / (df + t^2), DLMF 8.17 with A&S 26.7.1
  const x = square < df ? 1 / (1 + square / df) : df / square / (1 + df / square);
  const y = square < df ? square / df / (1 + square / df) : 1 / (1 + df / square);
  const outside = logIncompleteBeta(x, y, df / 2, 0.5).lower;
  return t >= 0 ? outside - Math.LN2 : Math.log1p(-Math.exp(outside) / 2);
}

/** The t with P(T <= t) = p; NaN outside [0, 1]. */
export function studentTQuantile(p: number, df: number): number {
  if (!(p >= 0 && p <= 1)) return Number.NaN;
  if (p === 0.5) return 0;
  return p < 0.5 ? -upperQuantile(Math.log(p), df) : upperQuantile(Math.log1p(-p), df);
}

/** t > 0 with ln P(T > t) = `logTail`; the normal quantile bounds it from below. */
function upperQuantile(logTail: number, df: number): number {
  if (logTail === -Infinity) return Infinity;
  const lo = normalQuantileOfLogTail(logTail);
  let hi = 2 * lo + 1;
  while (logStudentTTail(hi, df) > logTail) hi *= hi < 8 ? 2 : hi;
  // Searched on a logarithmic scale, since heavy tails put the quantile many orders away.
  const miss = (w: number) => logStudentTTail(Math.exp(w), df) - logTail;
  return Math.exp(rootBetween(miss, Math.log(lo) - 1e-9, Math.log(hi)));
}
