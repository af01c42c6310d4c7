import { gaussLegendre } from '../numeric/gauss-legendre.ts';

/** Evidence for a mean that differs from 0 against one that is 0. */
export interface BayesFactor {
  /** How many times likelier the data are under the alternative; its decimal logarithm stays finite. */
  readonly bf10: number;
  readonly log10bf10: number;
}

const NODES = gaussLegendre(64);

/**
 * The Bayes factor of a one-sample or paired t test under the prior of Jeffreys, Zellner and Siow (Rouder et al. 2009,
 * equation 1): the standardised effect has a Cauchy distribution of this scale, that is a normal one whose variance
 * `scale^2 g` has g ~ inverse gamma(1/2, 1/2). The integral over ln g is taken around its peak, on a logarithmic scale.
 * @param t Student's t of `n` values
 */
export function bayesFactor(t: number, n: number, scale: number): BayesFactor {
  const df = n - 1;
  const power = -(df + 1) / 2;
  const null_ = power * Math.log1p((t * t) / df);
  // ln of the integrand in u = ln g, the Jacobian g included.
  const log = (u: number) => {
    const widened = Math.log1p(n * scale * scale * Math.exp(u));
    const within = power * Math.log1p((t * t * Math.exp(-widened)) / df);
    return -widened / 2 + within - Math.log(2 * Math.PI) / 2 - u / 2 - Math.exp(-u) / 2;
  };
  const [low, high] = [-7, 80];
  const pieces = 120;
  const width = (high - low) / pieces;
  const values: (readonly [log: number, weight: number])[] = [];
  for (let piece = 0; piece < pieces; piece++) {
    const centre = low + (piece + 0.5) * width;
    for (let k = 0; k < NODES.nodes.length; k++) {
      values.push([log(centre + (width / 2) * NODES.nodes[k]), (width / 2) * NODES.weights[k]]);
    }
  }
  const peak = values.reduce((most, [value]) => Math.max(most, value), -Infinity);
  const sum = values.reduce((total, [value, weight]) => total + weight * Math.exp(value - peak), 0);
  const ln = peak + Math.log(sum) - null_;
  return { bf10: Math.exp(ln), log10bf10: ln / Math.LN10 };
}
