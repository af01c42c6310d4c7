/**
 * Eigenvalues of a symmetric tridiagonal matrix, unsorted, by implicit QL steps with Wilkinson's shift (Golub
 * and Van Loan 2013, section 8.3). `between[i]` couples i and i + 1. Both arrays are overwritten.
 */
export function tridiagonalEigenvalues(diagonal: Float64Array, between: Float64Array): Float64Array {
  const n = diagonal.length;
  const largest = diagonal.reduce(
    (most, value, i) => Math.max(most, Math.abs(value), Math.abs(between[i])),
    0,
  );
  // A power of two, by which multiplying is exact: squares in the steps neither overflow nor matter where they vanish.
  const unit = largest === 0 ? 1 : 2 ** Math.floor(Math.log2(largest));
  const scale = largest / unit;
  for (let i = 0; i < n; i++) {
    diagonal[i] /= unit;
    between[i] /= unit;
  }
  for (let first = 0; first < n; first++) {
    for (;;) {
      let last = first;
      while (last < n - 1 && Math.abs(between[last]) > negligible(diagonal, last, scale)) last++;
      if (last === first) break;
      step(diagonal, between, first, last);
    }
  }
  for (let i = 0; i < n; i++) diagonal[i] *= unit;
  return diagonal;
}

function negligible(diagonal: Float64Array, i: number, scale: number): number {
  return Number.EPSILON * Math.max(Math.abs(diagonal[i]) + Math.abs(diagonal[i + 1]), scale * 1e-3);
}

// One QL sweep over the unreduced block first .. last, chasing the bulge upwards with Givens rotations.
function step(d: Float64Array, e: Float64Array, first: number, last: number): void {
  const half = (d[first + 1] - d[first]) / (2 * e[first]);
  const root = Math.hypot(half, 1); // half may be beyond the squares' range
  let g = d[last] - d[first] + e[first] / (half + (half >= 0 ? root : -root));
  let [s, c, p] = [1, 1, 0];
  for (let i = last - 1; i >= first; i--) {
    const f = s * e[i];
    const b = c * e[i];
    const r = Math.sqrt(f * f + g * g); // several times as fast as Math.hypot
    e[i + 1] = r;
    if (r === 0) {
      d[i + 1] -= p;
      e[last] = 0;
      return;
    }
    s = f / r;
    c = g / r;
    g = d[i + 1] - p;
    const t = (d[i] - g) * s + 2 * c * b;
    p = s * t;
    d[i + 1] = g + p;
    g = c * t - b;
  }
  d[first] -= p;
  e[first] = g;
  e[last] = 0;
}
