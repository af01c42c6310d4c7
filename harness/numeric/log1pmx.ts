/**
 * ln(1 + u) - u, the deviance that is left of a logarithm once its linear part cancels elsewhere.
 * @param ratio 1 + u, where the caller knows it to more digits
 */
export function log1pmx(u: number, ratio = 1 + u): number {
  if (Math.abs(u) > 0.3) return Math.log(ratio) - u;
  // ln(1 + u) = 2 atanh(r) with r = u / (2 + u); its first term 2 r and u leave exactly -r u.
  const r = u / (2 + u);
  const square = r * r;
  let [term, sum] = [square, 0];
  for (let k = 3; term > 1e-18; k += 2) {
    sum += term / k;
    term *= square;
  }
  return 2 * r * sum - r * u;
}
