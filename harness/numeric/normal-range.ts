import { normalCdf, normalTail } from './normal.ts';
import { rootBetween } from './root.ts';

const SQRT_TWO_PI = 2.5066282746310007;

/**
 * P(range of `k` independent standard normals > q), Tukey's studentised range with infinite degrees of freedom:
 * k times the integral over the greatest, z, of phi(z) (Phi(z)^(k-1) - (Phi(z) - Phi(z - q))^(k-1)). The difference of
 * powers is factored, so that small tails keep their relative accuracy until they underflow.
 * @param k at least 2
 */
export function normalRangeTail(q: number, k: number): number {
  if (q <= 0) return 1;
  // The trapezoid rule is off by about exp(-2 pi^2 / (step^2 k)), the product of k normals being entire: by 1e-23.
  const step = 0.6 / Math.sqrt(k);
  let total = 0;
  for (let z = -12; z <= q + 12; z += step) {
    const [below, within] = [normalCdf(z), between(z - q, z)];
    let powers = 0;
    for (let i = 0; i < k - 1; i++) powers = powers * below + within ** i;
    total += Math.exp((-z * z) / 2) * normalCdf(z - q) * powers;
  }
  return Math.min(1, (k * step * total) / SQRT_TWO_PI);
}

/** The q that the range of `k` standard normals exceeds with this chance. */
export function normalRangeQuantile(tail: number, k: number): number {
  return rootBetween((q) => Math.log(normalRangeTail(q, k)) - Math.log(tail), 1e-9, 50);
}

/** P(from < Z < to), taken from the nearer tail. */
function between(from: number, to: number): number {
  return from > 0 ? normalTail(from) - normalTail(to) : normalCdf(to) - normalCdf(from);
}
