import { InputError } from '../numeric/input-error.ts';
import type { Matrix } from '../numeric/matrix.ts';
import { productWithTranspose } from '../numeric/product-with-transpose.ts';
import { compact } from '../numeric/row-triangle.ts';
import { stream } from '../numeric/stream.ts';
import { assertFeatureSets, type FeatureSet, traceOfRoot } from './frechet-distance.ts';

/**
 * How often each image is drawn in one resample of a data set's subjects, as many as there are, with
 * replacement; a subject brings all its images. The same seed, name and number give the same draw in every cell
 * of the same images, whatever their order.
 * @param subjects the subject of each image
 */
export function subjectResample(
  subjects: readonly string[],
  seed: number,
  dataset: string,
  resample: number,
): Int32Array {
  const known = [...new Set(subjects)].sort();
  const random = stream(seed, 'frechet', dataset, resample);
  const times = new Map(known.map((subject) => [subject, 0]));
  for (let i = 0; i < known.length; i++) {
    const drawn = known[random.below(known.length)];
    times.set(drawn, times.get(drawn)! + 1);
  }
  return Int32Array.from(subjects, (subject) => times.get(subject)!);
}

/**
 * Frechet distances between two feature sets of the same images, row by row, in resamples of these: what
 * `frechetDistance` gives for the rows repeated as often as they are drawn, by less work. A row that counts t
 * times is that row multiplied by sqrt(t), so only the distinct rows, about 63 % of them, are decomposed; and
 * their products are taken from those of all rows, computed once.
 *
 * The distance of a resample is larger on average than that of the whole set, as the distance of a small set is
 * larger than that of a large one: fewer distinct images leave more of the covariances to chance. Cells that are
 * resampled together share that bias, and it largely cancels in their differences; a mean of replicates alone
 * is no estimate of a distance.
 * @param resamples how often each row counts, one list per resample
 * @throws InputError when the sets cannot be compared row by row, or a resample is not of these rows.
 */
export function frechetReplicates(
  a: FeatureSet,
  b: FeatureSet,
  resamples: readonly Int32Array[],
): Float64Array {
  assertFeatureSets(a, b);
  for (const times of resamples) assertDraw(times, a, b);
  const [first, second] = [centred(a), centred(b)];
  const products = productWithTranspose(first.rows, second.rows);
  return Float64Array.from(resamples, (times) => replicate(first, second, products, times));
}

/** Features about their mean: sums over them lose no digits to a mean that is large beside the spread. */
interface Centred {
  readonly mean: Float64Array;
  readonly rows: Matrix;
}

function replicate(a: Centred, b: Centred, products: Matrix, times: Int32Array): number {
  const drawn: number[] = [];
  for (let i = 0; i < times.length; i++) if (times[i] > 0) drawn.push(i);
  const n = times.reduce((sum, count) => sum + count, 0);
  const [meanA, meanB] = [a, b].map(({ rows }) => weightedMean(rows, drawn, times, n));
  let shift = 0;
  for (let j = 0; j < meanA.length; j++) shift += (a.mean[j] + meanA[j] - b.mean[j] - meanB[j]) ** 2;
  const spread = [spreadOf(a.rows, meanA, drawn, times, n), spreadOf(b.rows, meanB, drawn, times, n)];
  const cross =
    // A triangle of each costs as much as it saves until there are about twice as many rows as features.
    drawn.length <= 2 * meanA.length
      ? centredProducts(products, drawn, times, n)
      : productWithTranspose(
          compact(weighted(a.rows, meanA, drawn, times, n)),
          compact(weighted(b.rows, meanB, drawn, times, n)),
        );
  return Math.max(shift + spread[0] + spread[1] - 2 * traceOfRoot(cross), 0);
}

/** `sqrt(ti tj) (ai - mean a) . (bj - mean b) / (n - 1)` of the drawn rows, from the products of all. */
function centredProducts(
  { columns, data }: Matrix,
  drawn: readonly number[],
  times: Int32Array,
  n: number,
): Matrix {
  const count = drawn.length;
  const cross = new Float64Array(count * count);
  const ofRow = new Float64Array(count); // ai . mean b
  const ofColumn = new Float64Array(count); // mean a . bj
  for (let p = 0; p < count; p++) {
    const [start, share] = [drawn[p] * columns, times[drawn[p]] / n];
    for (let q = 0; q < count; q++) {
      const value = data[start + drawn[q]];
      cross[p * count + q] = value;
      ofRow[p] += (value * times[drawn[q]]) / n;
      ofColumn[q] += value * share;
    }
  }
  const ofMeans = ofRow.reduce((sum, value, p) => sum + (value * times[drawn[p]]) / n, 0);
  const roots = Float64Array.from(drawn, (i) => Math.sqrt(times[i] / (n - 1)));
  for (let p = 0; p < count; p++) {
    for (let q = 0; q < count; q++) {
      const value = cross[p * count + q] - ofRow[p] - ofColumn[q] + ofMeans;
      cross[p * count + q] = value * roots[p] * roots[q];
    }
  }
  return { rows: count, columns: count, data: cross };
}

function centred({ count, dimension, data }: FeatureSet): Centred {
  const mean = new Float64Array(dimension);
  for (let at = 0; at < data.length; at++) mean[at % dimension] += data[at] / count;
  const rows = data.map((value, at) => value - mean[at % dimension]);
  return { mean, rows: { rows: count, columns: dimension, data: rows } };
}

function weightedMean(
  { columns, data }: Matrix,
  drawn: readonly number[],
  times: Int32Array,
  n: number,
): Float64Array {
  const mean = new Float64Array(columns);
  for (const i of drawn) {
    const share = times[i] / n;
    for (let j = 0; j < columns; j++) mean[j] += share * data[i * columns + j];
  }
  return mean;
}

/** The trace of the covariance of the drawn rows. */
function spreadOf(
  { columns, data }: Matrix,
  mean: Float64Array,
  drawn: readonly number[],
  times: Int32Array,
  n: number,
): number {
  let spread = 0;
  for (const i of drawn) {
    let squares = 0;
    for (let j = 0; j < columns; j++) squares += (data[i * columns + j] - mean[j]) ** 2;
    spread += times[i] * squares;
  }
  return spread / (n - 1);
}

/** The drawn rows about their mean, each times the root of its share: the covariance is the product A'A. */
function weighted(
  { columns, data }: Matrix,
  mean: Float64Array,
  drawn: readonly number[],
  times: Int32Array,
  n: number,
): Matrix {
  const rows = new Float64Array(drawn.length * columns);
  drawn.forEach((i, p) => {
    const root = Math.sqrt(times[i] / (n - 1));
    for (let j = 0; j < columns; j++) rows[p * columns + j] = root * (data[i * columns + j] - mean[j]);
  });
  return { rows: drawn.length, columns, data: rows };
}

function assertDraw(times: Int32Array, a: FeatureSet, b: FeatureSet): void {
  const n = times.reduce((sum, count) => sum + count, 0);
  if (a.count === b.count && times.length === a.count && n >= 2 && times.every((count) => count >= 0)) return;
  throw new InputError({
    where: 'Frechet distance, resample',
    expected: `two sets of ${a.count} images and at least two draws of them`,
    got: `sets of ${a.count} and ${b.count}, ${n} draws of ${times.length}`,
    remedy: 'resample two sets of the same images',
  });
}
