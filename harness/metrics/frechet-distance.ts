import { InputError } from '../numeric/input-error.ts';
import type { Matrix } from '../numeric/matrix.ts';
import { productWithTranspose } from '../numeric/product-with-transpose.ts';
import { singularValues } from '../numeric/singular-values.ts';
import { type FeatureMoments, featureStream } from './feature-moments.ts';

/** Features of a set of images, `[count, dimension]`, one row an image. */
export interface FeatureSet {
  readonly count: number;
  readonly dimension: number;
  readonly data: Float64Array;
}

/**
 * Frechet distance between the normal distributions fitted to two feature sets (Heusel et al. 2017, FID):
 * `|m1 - m2|^2 + tr S1 + tr S2 - 2 tr sqrt(S1 S2)`, with covariances divided by n - 1.
 * @throws InputError when the dimensions differ, a set has fewer than two rows or a value is not finite.
 */
export function frechetDistance(a: FeatureSet, b: FeatureSet): number {
  assertFeatureSets(a, b);
  return distanceOfMoments(momentsOf(a, 'first set'), momentsOf(b, 'second set'));
}

/**
 * The distance of features of which only the moments are held.
 *
 * With S = F'F the last trace is the sum of the singular values of F1 F2'. No square root of a matrix is taken, so
 * covariances of deficient rank (fewer images than features) need no jitter, and nothing larger than
 * min(n1, D) x min(n2, D) is decomposed.
 * @throws InputError when the dimensions differ.
 */
export function distanceOfMoments(a: FeatureMoments, b: FeatureMoments): number {
  assertAlike(a.mean.length, b.mean.length);
  let shift = 0;
  for (let j = 0; j < a.mean.length; j++) shift += (a.mean[j] - b.mean[j]) ** 2;
  const cross = traceOfRoot(productWithTranspose(a.factor, b.factor));
  // Rounding may leave a distance of zero a hair below it.
  return Math.max(shift + squares(a.factor) + squares(b.factor) - 2 * cross, 0);
}

function momentsOf({ dimension, data }: FeatureSet, name: string): FeatureMoments {
  const stream = featureStream(name, dimension);
  for (let start = 0; start < data.length; start += dimension)
    stream.add(data.subarray(start, start + dimension));
  return stream.moments();
}

/** `tr sqrt(A'A B'B)` from `A B'`: the sum of its singular values. */
export function traceOfRoot(product: Matrix): number {
  return singularValues(product).reduce((sum, value) => sum + value, 0);
}

/** @throws InputError as `frechetDistance` does. */
export function assertFeatureSets(a: FeatureSet, b: FeatureSet): void {
  for (const [name, { count, dimension, data }] of Object.entries({ first: a, second: b })) {
    const finite = allFinite(data);
    if (count >= 2 && dimension >= 1 && data.length === count * dimension && finite) continue;
    throw new InputError({
      where: `Frechet distance, ${name} set`,
      expected: 'finite features [count, dimension] of at least two images',
      got: `[${count}, ${dimension}] with ${data.length} values${finite ? '' : ', some not finite'}`,
      remedy: 'give the features of a larger or mended set',
    });
  }
  assertAlike(a.dimension, b.dimension);
}

function allFinite(data: Float64Array): boolean {
  for (let i = 0; i < data.length; i++) if (!Number.isFinite(data[i])) return false;
  return true;
}

function assertAlike(first: number, second: number): void {
  if (first === second) return;
  throw new InputError({
    where: 'Frechet distance',
    expected: `two sets of ${first} features`,
    got: `${second} in the second`,
    remedy: 'take both from one network',
  });
}

function squares({ data }: Matrix): number {
  let sum = 0;
  for (let i = 0; i < data.length; i++) sum += data[i] * data[i];
  return sum;
}
