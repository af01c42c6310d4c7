import type { Matrix } from './matrix.ts';

/** What is left of a diagonal entry below this share of it is rounding. */
const LEAST = 1e-12;

/**
 * The x of `A x = b` for a symmetric positive definite matrix, by Cholesky's factors of A with its diagonal scaled to 1.
 * @returns undefined where A is not positive definite, as far as rounding tells
 */
export function solvePositive({ rows: n, data }: Matrix, b: Float64Array): Float64Array | undefined {
  const scale = Float64Array.from({ length: n }, (_, i) => 1 / Math.sqrt(data[i * n + i]));
  const lower = new Float64Array(n * n);
  const x = b.map((value, i) => value * scale[i]);
  for (let i = 0; i < n; i++) {
    for (let j = 0; j <= i; j++) {
      let left = data[i * n + j] * scale[i] * scale[j];
      for (let k = 0; k < j; k++) left -= lower[i * n + k] * lower[j * n + k];
      if (i === j && !(left > LEAST)) return undefined;
      lower[i * n + j] = i === j ? Math.sqrt(left) : left / lower[j * n + j];
    }
    for (let k = 0; k < i; k++) x[i] -= lower[i * n + k] * x[k];
    x[i] /= lower[i * n + i];
  }
  for (let i = n - 1; i >= 0; i--) {
    for (let k = i + 1; k < n; k++) x[i] -= lower[k * n + i] * x[k];
    x[i] /= lower[i * n + i];
  }
  return x.map((value, i) => value * scale[i]);
}
