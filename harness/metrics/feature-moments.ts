import { InputError } from '../numeric/input-error.ts';
import type { Matrix } from '../numeric/matrix.ts';
import { type RowTriangle, rowTriangle } from '../numeric/row-triangle.ts';

/** What a Frechet distance needs of a set of features. */
export interface FeatureMoments {
  readonly count: number;
  readonly mean: Float64Array;
  /** F `[rows, dimension]` with F'F the covariance, divided by n - 1; no more rows than features. */
  readonly factor: Matrix;
}

/** The moments of features that come one image after the other. */
export interface FeatureStream {
  /** @throws InputError when a feature is not finite. */
  add(features: ArrayLike<number>): void;
  /** @throws InputError of fewer than two images. */
  moments(): FeatureMoments;
}

// Rows are gathered at least in such lots.
const LEAST_LOT = 64;

/**
 * The moments of features, of which no more than as many images are held as there are features. Each lot is centred
 * about its own mean; lots are joined by one row more, in the direction of their means' difference (Chan, Golub and
 * LeVeque 1983), so that nothing is lost to a mean that is large beside the spread.
 * @param name of the set, for errors
 */
export function featureStream(name: string, dimension: number): FeatureStream {
  const lot = new Float64Array(Math.max(dimension, LEAST_LOT) * dimension);
  const mean = new Float64Array(dimension);
  let count = 0;
  let held = 0;
  let triangle: RowTriangle | undefined;

  return {
    add(features) {
      if (held * dimension === lot.length) takeIn();
      const start = held * dimension;
      for (let j = 0; j < dimension; j++) {
        if (!Number.isFinite(features[j]))
          throw refused(name, dimension, `${features[j]} in row ${count + held + 1}`);
        lot[start + j] = features[j];
      }
      held++;
    },
    moments() {
      if (count + held < 2) throw refused(name, dimension, `${count + held} images`);
      if (triangle === undefined && held <= dimension) {
        const n = held;
        const rows = lot.slice(0, n * dimension);
        return {
          count: n,
          mean: centre(rows, n),
          factor: scaled({ rows: n, columns: dimension, data: rows }, n),
        };
      }
      takeIn();
      return { count, mean: mean.slice(), factor: scaled(triangle!.triangle(), count) };
    },
  };

  /** Reflects the lot into the triangle. */
  function takeIn(): void {
    if (held === 0) return;
    triangle ??= rowTriangle(dimension);
    const ofLot = centre(lot, held);
    for (let i = 0; i < held; i++) triangle.add(lot.subarray(i * dimension, (i + 1) * dimension));
    const weight = Math.sqrt((count * held) / (count + held));
    if (count > 0) triangle.add(ofLot.map((value, j) => (value - mean[j]) * weight));
    for (let j = 0; j < dimension; j++) mean[j] += ((ofLot[j] - mean[j]) * held) / (count + held);
    count += held;
    held = 0;
  }

  /** Takes the mean of the first `n` rows off them, and gives it. */
  function centre(rows: Float64Array, n: number): Float64Array {
    const ofRows = new Float64Array(dimension);
    for (let start = 0; start < n * dimension; start += dimension) {
      for (let j = 0; j < dimension; j++) ofRows[j] += rows[start + j] / n;
    }
    for (let start = 0; start < n * dimension; start += dimension) {
      for (let j = 0; j < dimension; j++) rows[start + j] -= ofRows[j];
    }
    return ofRows;
  }
}

/** A matrix over the root of n - 1, in its own place. */
function scaled(matrix: Matrix, count: number): Matrix {
  const scale = 1 / Math.sqrt(count - 1);
  for (let i = 0; i < matrix.data.length; i++) matrix.data[i] *= scale;
  return matrix;
}

function refused(name: string, dimension: number, got: string): InputError {
  return new InputError({
    where: `Frechet distance, ${name}`,
    expected: `at least two images, each of ${dimension} finite features`,
    got,
    remedy: 'give the features of a larger or mended set',
  });
}
