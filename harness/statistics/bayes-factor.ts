import { gaussLegendre } from '../numeric/gauss-legendre.ts';

/** Evidence for a mean that differs from 0 against one that is 0. */
export interface BayesFactor {
  /** How many times likelier the data are under the alternative; its decimal logarithm stays finite. */
  readonly bf10: number;
  readonly log10bf10: number;
}

// Panels of ln g; the integrand is smooth over each, and nothing beyond them for any t.
const [LOW, HIGH, PANELS] = [-7, 80, 80];
const { nodes, weights } = gaussLegendre(16);

/**
 * The Bayes factor of a one-sample or paired t test under the prior of Jeffreys, Zellner and Siow (Rouder et al. 2009,
 * equation 1): the standardised effect has a Cauchy distribution of this scale, that is a normal one whose variance
 * `scale^2 g` has g ~ inverse gamma(1/2, 1/2). The integral over ln g is taken around its peak, on a logarithmic scale.
 * @param t Student's t of `n` values
 */
export function bayesFactor(t: number, n: number, scale: number): BayesFactor {
  const df = n - 1;
  const power = -(df + 1) / 2;
  const ofNone = power * Math.log1p((t * t) / df);
  // ln of the integrand in u = ln g, the Jacobian g included.
  const log = (u: number) => {
    const widened = Math.log1p(n * scale * scale * Math.exp(u));
    const within = power * Math.log1p((t * t * Math.exp(-widened)) / df);
    return -widened / 2 + within - Math.log(2 * Math.PI) / 2 - u / 2 - Math.exp(-u) / 2;
  };
  const width = (HIGH - LOW) / PANELS;
  const values = new Float64Array(PANELS * nodes.length);
  for (let i = 0; i < values.length; i++) {
    const centre = LOW + (Math.floor(i / nodes.length) + 0.5) * width;
    values[i] = log(centre + (width / 2) * nodes[i % nodes.length]);
  }
  const peak = values.reduce((most, value) => Math.max(most, value), -Infinity);
  let sum = 0;
  for (let i = 0; i < values.length; i++) {
    sum += (width / 2) * weights[i % nodes.length] * Math.exp(values[i] - peak);
  }
  const ln = peak + Math.log(sum) - ofNone;
  return { bf10: Math.exp(ln), log10bf10: ln / Math.LN10 };
}
