import { count, matMulShape } from '../../../harness/networks/shapes.ts';
import type { Exact } from './exact.ts';

/** Products of matrices, one for each of the leading positions. */
export function multiplied(a: Exact, b: Exact, transposeB: boolean): Exact {
  const shape = matMulShape('matMul', a.shape, b.shape, transposeB);
  const [m, n] = shape.slice(-2) as [number, number];
  const k = a.shape.at(-1)!;
  const data = new Float64Array(count(shape));
  // b[l, j] stands at l * alongK + j * alongN of its matrix.
  const [alongK, alongN] = transposeB ? [1, k] : [n, 1];
  for (let at = 0; at < data.length; at++) {
    const matrix = Math.floor(at / (m * n));
    const row = Math.floor(at / n) * k;
    const column = matrix * k * n + (at % n) * alongN;
    let sum = 0;
    for (let l = 0; l < k; l++) sum += a.data[row + l]! * b.data[column + l * alongK]!;
    data[at] = sum;
  }
  return { shape, data };
}
