import { bootstrapSum, MOST_BOOTSTRAP_VALUES, padded } from '../numeric/bootstrap-sum.ts';
import { fillIndices, type IndexSource } from '../numeric/random-indices.ts';

/** A number of a set of values, such as their mean. */
export type Statistic = (values: Float64Array) => number;

/**
 * Means of resamples of `values` drawn with replacement, each as large as the set.
 * @param errors takes each resample's standard error of the mean, where it is given
 */
export function resampledMeans(
  values: Float64Array,
  source: IndexSource,
  replicates: Float64Array,
  errors?: Float64Array,
): void {
  const n = values.length;
  if (n <= MOST_BOOTSTRAP_VALUES && !errors) {
    const table = padded(values);
    for (let r = 0; r < replicates.length; r++) replicates[r] = bootstrapSum(source, table, n) / n;
    return;
  }
  const indices = new Int32Array(n);
  for (let r = 0; r < replicates.length; r++) {
    fillIndices(source, n, indices);
    replicates[r] = sumAt(values, indices) / n;
    if (errors) errors[r] = standardErrorAt(values, indices, replicates[r]);
  }
}

/** Any statistic of resamples of `values`; the resample is reused, so the statistic must not keep it. */
export function resampled(
  values: Float64Array,
  statistic: Statistic,
  source: IndexSource,
  replicates: Float64Array,
): void {
  const indices = new Int32Array(values.length);
  const resample = new Float64Array(values.length);
  for (let r = 0; r < replicates.length; r++) {
    fillIndices(source, values.length, indices);
    for (let i = 0; i < indices.length; i++) resample[i] = values[indices[i]];
    replicates[r] = statistic(resample);
  }
}

/** Sums and sizes of clusters, which is all that a mean needs of them. */
export interface ClusterSums {
  readonly sums: Float64Array;
  readonly sizes: Float64Array;
}

/** Means over all observations of clusters drawn with replacement; `errors` as in `resampledMeans`. */
export function resampledClusterMeans(
  { sums, sizes }: ClusterSums,
  source: IndexSource,
  replicates: Float64Array,
  errors?: Float64Array,
): void {
  const indices = new Int32Array(sums.length);
  for (let r = 0; r < replicates.length; r++) {
    fillIndices(source, sums.length, indices);
    const size = sumAt(sizes, indices);
    replicates[r] = sumAt(sums, indices) / size;
    if (errors) errors[r] = ratioErrorAt(sums, sizes, indices, replicates[r], size);
  }
}

/** Any statistic of the members of clusters drawn with replacement. */
export function resampledClusters(
  clusters: readonly Float64Array[],
  statistic: Statistic,
  source: IndexSource,
  replicates: Float64Array,
): void {
  const indices = new Int32Array(clusters.length);
  for (let r = 0; r < replicates.length; r++) {
    fillIndices(source, clusters.length, indices);
    const resample = new Float64Array(indices.reduce((size, i) => size + clusters[i].length, 0));
    let at = 0;
    for (const i of indices) {
      resample.set(clusters[i], at);
      at += clusters[i].length;
    }
    replicates[r] = statistic(resample);
  }
}

/** The standard error of a ratio of cluster sums to sizes, by linearisation, G - 1 in the variance. */
export function ratioError({ sums, sizes }: ClusterSums, ratio: number, size: number): number {
  const all = Int32Array.from(sums, (_, g) => g);
  return ratioErrorAt(sums, sizes, all, ratio, size);
}

/** Two running sums, so that one addition need not wait for the other. */
function sumAt(values: Float64Array, indices: Int32Array): number {
  const n = indices.length;
  let [even, odd] = [0, 0];
  let i = 0;
  for (; i + 1 < n; i += 2) {
    even += values[indices[i]];
    odd += values[indices[i + 1]];
  }
  return i < n ? even + odd + values[indices[i]] : even + odd;
}

function standardErrorAt(values: Float64Array, indices: Int32Array, centre: number): number {
  const n = indices.length;
  let squares = 0;
  for (let i = 0; i < n; i++) squares += (values[indices[i]] - centre) ** 2;
  return Math.sqrt(squares / (n - 1) / n);
}

function ratioErrorAt(
  sums: Float64Array,
  sizes: Float64Array,
  indices: Int32Array,
  ratio: number,
  size: number,
): number {
  let squares = 0;
  for (const g of indices) squares += (sums[g] - ratio * sizes[g]) ** 2;
  return Math.sqrt((squares * indices.length) / (indices.length - 1)) / size;
}
