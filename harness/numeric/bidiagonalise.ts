import type { Matrix } from './matrix.ts';
import { reflector } from './reflector.ts';
import { matrixWorkspace } from './simd/matrix-workspace.ts';

// So many columns are reflected before what lies right of and below them is brought up to date, in one product.
const BLOCK = 16;

/**
 * The diagonal and the one above it of the bidiagonal matrix to which Householder reflections from both sides bring a
 * matrix with no fewer rows than columns (Golub and Kahan 1965), a block of columns at a time (Dongarra, Hammarling
 * and Sorensen 1989).
 *
 * Within a block the matrix stays as it was, and is read as `A - sum of p (left p) (right p)'`: each reflection from
 * the left adds the pair (its vector, its products with the columns), each from the right (its products with the
 * rows, its vector).
 */
export function bidiagonalise(matrix: Matrix): [Float64Array, Float64Array] {
  const { rows: m, columns: n } = matrix;
  const width = 4 * Math.ceil((n + 1) / 4); // of a row, with room for the double that a kernel reads behind it
  const height = 4 * Math.ceil((m + 4) / 4);
  const a = 0;
  const left = height * width;
  const right = left + 2 * BLOCK * height;
  const factors = right + 2 * BLOCK * width;
  const products = factors + height + 4;
  const panels = products + height + 4; // both factors of a block's product, as panels
  const work = matrixWorkspace(panels + 2 * BLOCK * (height + width));
  const { memory } = work;
  for (let i = 0; i < m; i++) memory.set(matrix.data.subarray(i * n, (i + 1) * n), i * width);

  const diagonal = new Float64Array(n);
  const upper = new Float64Array(Math.max(n - 1, 0));
  for (let first = 0; ; first += BLOCK) {
    memory.fill(0, left, factors);
    for (let pairs = 0; pairs < 2 * BLOCK; pairs += 2) {
      const k = first + pairs / 2;
      reflectColumn(k, pairs);
      if (k + 1 === n) return [diagonal, upper];
      reflectRow(k, pairs);
    }
    addPairs(first + BLOCK);
  }

  /** Column k onto its entry k; then the pair of this reflection. */
  function reflectColumn(k: number, pairs: number): void {
    const u = left + pairs * height;
    for (let i = k; i < m; i++) memory[u + i] = memory[a + i * width + k];
    takeFactors(pairs, right + k, width, -1);
    work.addRows(left + k, height, pairs, factors, u + k, u + m);
    const { head, inverse } = reflector(memory.subarray(u, u + m), k);
    diagonal[k] = head;
    if (k + 1 === n) return;
    const y = right + pairs * width;
    work.addRows(a + k * width + k + 1, width, m - k, u + k, y + k + 1, y + n);
    work.rowProducts(left + k, height, pairs, u + k, u + m, products);
    takeFactors(pairs, products, 1, -1);
    work.addRows(right + k + 1, width, pairs, factors, y + k + 1, y + n);
    scale(y + k + 1, y + n, inverse);
  }

  /** Row k, right of the diagonal, onto its first entry; then the pair of this reflection. */
  function reflectRow(k: number, pairs: number): void {
    const v = right + (pairs + 1) * width;
    for (let j = k + 1; j < n; j++) memory[v + j] = memory[a + k * width + j];
    takeFactors(pairs + 1, left + k, height, -1);
    work.addRows(right + k + 1, width, pairs + 1, factors, v + k + 1, v + n);
    const { head, inverse } = reflector(memory.subarray(v, v + n), k + 1);
    upper[k] = head;
    const x = left + (pairs + 1) * height;
    work.rowProducts(a + (k + 1) * width + k + 1, width, m - k - 1, v + k + 1, v + n, products);
    memory.copyWithin(x + k + 1, products, products + m - k - 1);
    work.rowProducts(right + k + 1, width, pairs + 1, v + k + 1, v + n, products);
    takeFactors(pairs + 1, products, 1, -1);
    work.addRows(left + k + 1, height, pairs + 1, factors, x + k + 1, x + m);
    scale(x + k + 1, x + m, inverse);
  }

  /** The doubles from `at` on, `stride` apart, times `sign`, as factors of `count` rows. */
  function takeFactors(count: number, at: number, stride: number, sign: number): void {
    for (let p = 0; p < count; p++) memory[factors + p] = sign * memory[at + p * stride];
    memory.fill(0, factors + count, factors + count + 3);
  }

  /** Brings the matrix from row and column `from` on up to date. */
  function addPairs(from: number): void {
    const depth = 2 * BLOCK;
    pack(left, height, from, -1, panels);
    pack(right, width, from, 1, panels + depth * height);
    const count = Math.ceil((m - from) / 4);
    for (let j = from; j < n; j += 4) {
      const panel = panels + depth * (height + j);
      work.addTiles(a + from * width + j, width, panels + depth * from, count, panel, depth);
    }
  }

  function pack(rows: number, length: number, from: number, sign: number, to: number): void {
    const depth = 2 * BLOCK;
    for (let p = 0; p < depth; p++) {
      for (let i = from; i < length; i++) {
        memory[to + (i - (i % 4)) * depth + 4 * p + (i % 4)] = sign * memory[rows + p * length + i];
      }
    }
  }

  function scale(from: number, end: number, factor: number): void {
    for (let i = from; i < end; i++) memory[i] *= factor;
  }
}
