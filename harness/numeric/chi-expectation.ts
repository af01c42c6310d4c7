import { gaussLegendre } from './gauss-legendre.ts';
import { stirlingError } from './log-gamma.ts';
import { log1pmx } from './log1pmx.ts';

const rule = gaussLegendre(16);

/**
 * E[g(S)] where S = sqrt(chi-square / df), the ratio of a sample's standard deviation to the true one: how
 * noncentral t probabilities and the power of t tests and of their pairs average over the unknown deviation.
 * Composite Gauss-Legendre over the range where the density is above e^-40 of its mode.
 * @param g a smooth function with values in [0, 1]
 * @param width the smallest s over which g changes much
 * @param from, to where g is not zero; may end where g has a kink
 */
export function chiExpectation(
  df: number,
  g: (s: number) => number,
  width: number,
  from = 0,
  to = Infinity,
): number {
  const spread = 1 / Math.sqrt(2 * df);
  const lo = Math.max(from, 0, 1 - 9 * spread);
  const hi = Math.min(to, 1 + 9 * spread + 4 * spread * spread);
  if (!(hi > lo)) return 0;
  const panels = Math.min(20_000, Math.ceil((hi - lo) / (2 * Math.min(width, spread))));
  const half = (hi - lo) / panels / 2;
  const front = 0.5 * Math.log(df / Math.PI) - stirlingError(df / 2);
  let sum = 0;
  for (let panel = 0; panel < panels; panel++) {
    const centre = lo + (2 * panel + 1) * half;
    for (let i = 0; i < rule.nodes.length; i++) {
      const s = centre + half * rule.nodes[i];
      sum += rule.weights[i] * Math.exp(front + logDensity(s, df)) * g(s);
    }
  }
  return sum * half;
}

/** ln of the density of S at s, without its constant: (df - 1) ln s - df s^2 / 2, at its scale. */
function logDensity(s: number, df: number): number {
  const u = (s - 1) * (s + 1);
  return (df / 2) * log1pmx(u, s * s) - Math.log(s);
}
