import { InputError } from '../numeric/input-error.ts';
import { type Matrix, singularValues, triangleOf } from '../numeric/singular-values.ts';

/** Features of a set of images, `[count, dimension]`, one row an image. */
export interface FeatureSet {
  readonly count: number;
  readonly dimension: number;
  readonly data: Float64Array;
}

/**
 * Frechet distance between the normal distributions fitted to two feature sets (Heusel et al. 2017, FID):
 * `|m1 - m2|^2 + tr S1 + tr S2 - 2 tr sqrt(S1 S2)`, with covariances divided by n - 1.
 *
 * With S = A'A, A the centred features over sqrt(n - 1), the last trace is the sum of the singular values of
 * A1 A2'. No square root of a matrix is taken, so covariances of deficient rank (fewer images than features)
 * need no jitter, and nothing larger than min(n1, D) x min(n2, D) is decomposed.
 * @throws InputError when the dimensions differ, a set has fewer than two rows or a value is not finite.
 */
export function frechetDistance(a: FeatureSet, b: FeatureSet): number {
  assertFeatureSets(a, b);
  const [first, second] = [centred(a), centred(b)];
  let shift = 0;
  for (let j = 0; j < a.dimension; j++) shift += (first.mean[j] - second.mean[j]) ** 2;
  const cross = traceOfRoot(productWithTranspose(compact(first.rows), compact(second.rows)));
  // Rounding may leave a distance of zero a hair below it.
  return Math.max(shift + squares(first.rows) + squares(second.rows) - 2 * cross, 0);
}

/** `tr sqrt(A'A B'B)` from `A B'`: the sum of its singular values. */
export function traceOfRoot(product: Matrix): number {
  return singularValues(product).reduce((sum, value) => sum + value, 0);
}

/** @throws InputError as `frechetDistance` does. */
export function assertFeatureSets(a: FeatureSet, b: FeatureSet): void {
  for (const [name, { count, dimension, data }] of Object.entries({ first: a, second: b })) {
    if (count >= 2 && dimension >= 1 && data.length === count * dimension && data.every(Number.isFinite)) {
      continue;
    }
    throw new InputError({
      where: `Frechet distance, ${name} set`,
      expected: 'finite features [count, dimension] of at least two images',
      got: `[${count}, ${dimension}] with ${data.length} values${data.every(Number.isFinite) ? '' : ', some not finite'}`,
      remedy: 'give the features of a larger or mended set',
    });
  }
  if (a.dimension === b.dimension) return;
  throw new InputError({
    where: 'Frechet distance',
    expected: `two sets of ${a.dimension} features`,
    got: `${b.dimension} in the second`,
    remedy: 'take both from one network',
  });
}

function centred({ count, dimension, data }: FeatureSet): { mean: Float64Array; rows: Matrix } {
  const mean = new Float64Array(dimension);
  for (let start = 0; start < data.length; start += dimension) {
    for (let j = 0; j < dimension; j++) mean[j] += data[start + j] / count;
  }
  const scale = 1 / Math.sqrt(count - 1);
  const rows = new Float64Array(data.length);
  for (let start = 0; start < data.length; start += dimension) {
    for (let j = 0; j < dimension; j++) rows[start + j] = (data[start + j] - mean[j]) * scale;
  }
  return { mean, rows: { rows: count, columns: dimension, data: rows } };
}

/** A matrix with the same product A'A and no more rows than columns. */
export function compact(matrix: Matrix): Matrix {
  return matrix.rows > matrix.columns ? triangleOf(matrix) : matrix;
}

/** `A B'` of two matrices with as many columns. */
export function productWithTranspose(a: Matrix, b: Matrix): Matrix {
  // Four rows of b at a time: every value of a that is fetched serves four sums.
  const data = new Float64Array(a.rows * b.rows);
  const n = a.columns;
  for (let j = 0; j < b.rows; j += 4) {
    const [b0, b1, b2, b3] = [0, 1, 2, 3].map((k) => Math.min(j + k, b.rows - 1) * n);
    for (let i = 0; i < a.rows; i++) {
      let [s0, s1, s2, s3] = [0, 0, 0, 0];
      for (let k = 0; k < n; k++) {
        const value = a.data[i * n + k];
        s0 += value * b.data[b0 + k];
        s1 += value * b.data[b1 + k];
        s2 += value * b.data[b2 + k];
        s3 += value * b.data[b3 + k];
      }
      data.set([s0, s1, s2, s3].slice(0, b.rows - j), i * b.rows + j);
    }
  }
  return { rows: a.rows, columns: b.rows, data };
}

function squares({ data }: Matrix): number {
  let sum = 0;
  for (let i = 0; i < data.length; i++) sum += data[i] * data[i];
  return sum;
}
