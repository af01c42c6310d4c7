/*
 * Chebyshev coefficients of (1 + z) R(z) in t = (z - 5) / (z + 5), where R(z) = Q(z) / phi(z) is Mills' ratio.
 * One expansion covers 0 <= z < infinity, after Shepherd & Laframboise, Math. Comp. 36 (1981) 249-253, who
 * expand (1 + 2x) exp(x^2) erfc(x); computed with 40 digits and cut where terms fall below 1e-17.
 */
const MILLS = [
  1.1579976221305188, -0.1633449388451398, -0.013683136055781576, 0.03082200019810004, -0.016220073012046806,
  0.005616691016460094, -0.0014133933783549216, 0.0002502625460725661, -2.468907239728387e-5,
  -1.0107964061837592e-6, 7.495419179740573e-7, -7.600274268728337e-8, -1.1574771441328644e-8,
  3.333386472599843e-9, 7.538039628171347e-11, -1.1104247263727494e-10, 3.509243776551059e-12,
  3.6894953861750955e-12, -2.3376697776383095e-13, -1.3271797523541405e-13, 9.921706995888276e-15,
  5.276004995455379e-15, -3.373097694187922e-16, -2.2804338776379946e-16, 7.496330565808626e-18,
  1.0328041877290668e-17,
];
const SQRT_TWO_PI = 2.5066282746310007;
const LOG_SQRT_TWO_PI = 0.9189385332046728;

/** Upper tail Q(z) = P(Z > z) of the standard normal; relative error below 1e-14 while it is a normal number. */
export function normalTail(z: number): number {
  return z < 0 ? 1 - normalTail(-z) : density(z) * millsRatio(z);
}

/** P(Z <= z) of the standard normal, accurate in the lower tail. */
export function normalCdf(z: number): number {
  return normalTail(-z);
}

/** Natural logarithm of `normalTail(z)`; finite where the tail itself underflows. */
export function logNormalTail(z: number): number {
  return z < 0 ? Math.log1p(-normalTail(-z)) : Math.log(millsRatio(z)) - (z * z) / 2 - LOG_SQRT_TWO_PI;
}

/** The z with P(Z <= z) = p; NaN outside [0, 1]. */
export function normalQuantile(p: number): number {
  if (!(p >= 0 && p <= 1)) return Number.NaN;
  if (Math.abs(p - 0.5) < 0.1) return centralQuantile(p);
  return p < 0.5 ? -normalQuantileOfLogTail(Math.log(p)) : normalQuantileOfLogTail(Math.log1p(-p));
}

/** The z with log P(Z > z) = `logTail`, also where the tail itself underflows. */
export function normalQuantileOfLogTail(logTail: number): number {
  if (logTail === 0) return -Infinity;
  if (logTail === -Infinity) return Infinity;
  if (logTail > Math.log(0.5)) {
    const lower = -Math.expm1(logTail);
    return lower > 0.4 ? centralQuantile(lower) : -normalQuantileOfLogTail(Math.log(lower));
  }
  // Newton on the logarithm, which is concave: from the right it never overshoots.
  let z = Math.sqrt(-2 * logTail);
  for (let i = 0; i < 60; i++) {
    const step = (logNormalTail(z) - logTail) * millsRatio(z);
    z += step;
    if (Math.abs(step) <= 1e-16 * Math.abs(z)) break;
  }
  return z;
}

/** Near the median: Newton on Phi(z) - 1/2 itself, which keeps the relative error of a z near 0. */
function centralQuantile(p: number): number {
  const target = p - 0.5;
  let z = target * SQRT_TWO_PI;
  for (let i = 0; i < 20; i++) {
    const step = (centralArea(z) - target) / density(Math.abs(z));
    z -= step;
    if (Math.abs(step) <= 1e-16 * Math.abs(z)) break;
  }
  return z;
}

/** Phi(z) - 1/2 = phi(z) (z + z^3 / 3 + z^5 / 15 + ...), Abramowitz & Stegun 26.2.11. */
function centralArea(z: number): number {
  let term = z;
  let sum = z;
  for (let k = 3; Math.abs(term) > 1e-18 * Math.abs(sum); k += 2) {
    term *= (z * z) / k;
    sum += term;
  }
  return sum * density(Math.abs(z));
}

/** R(z) = Q(z) / phi(z) for z >= 0, by Clenshaw's recurrence. */
function millsRatio(z: number): number {
  if (z > 1e17) return 1 / z;
  const t = (z - 5) / (z + 5);
  let [next, after] = [0, 0];
  for (let k = MILLS.length - 1; k > 0; k--) [next, after] = [2 * t * next - after + MILLS[k], next];
  return (t * next - after + MILLS[0]) / (1 + z);
}

/** Density at z >= 0; z^2 / 2 is split so that its rounding does not grow with z in the exponential. */
function density(z: number): number {
  if (z > 39) return 0;
  const head = Math.round(z * 16) / 16;
  const rest = z - head;
  return (Math.exp((-head * head) / 2) * Math.exp((-rest * (z + head)) / 2)) / SQRT_TWO_PI;
}
