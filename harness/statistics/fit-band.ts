import { mean } from '../numeric/moments.ts';
import { quantileSorted } from '../numeric/quantile.ts';
import { fillIndices, indexSource } from '../numeric/random-indices.ts';
import { stream } from '../numeric/stream.ts';
import { intervalLevel } from './interval-level.ts';

/** A band of a line at some x; of 95 % unless asked otherwise. */
export interface BandPoint {
  readonly x: number;
  readonly low: number;
  readonly high: number;
}

/**
 * The percentile band of a least-squares line whose points are resampled with replacement. Resamples in which
 * x does not vary have no line and are drawn again, as they would be if the release's band met them.
 */
export function fitBand(
  x: Float64Array,
  y: Float64Array,
  at: readonly number[],
  resamples: number,
  seed: number,
): readonly BandPoint[] {
  const source = indexSource(stream(seed, 'fit-band'));
  const indices = new Int32Array(x.length);
  const heights = at.map(() => new Float64Array(resamples));
  const [centreX, centreY] = [mean(x), mean(y)];
  const [a, b] = [x.map((value) => value - centreX), y.map((value) => value - centreY)];
  for (let r = 0; r < resamples; ) {
    fillIndices(source, x.length, indices);
    const line = lineThrough(a, b, indices);
    if (!line) continue;
    at.forEach((point, k) => {
      heights[k][r] = centreY + line.y + line.slope * (point - centreX - line.x);
    });
    r++;
  }
  return at.map((point, k) => {
    const sorted = heights[k].sort();
    const tail = (1 - intervalLevel()) / 2;
    return { x: point, low: quantileSorted(sorted, tail), high: quantileSorted(sorted, 1 - tail) };
  });
}

/** Of deviations from the means, so that sums of squares lose no digits to the size of the values. */
function lineThrough(a: Float64Array, b: Float64Array, indices: Int32Array) {
  const n = indices.length;
  let [sumA, sumB, squares, products] = [0, 0, 0, 0];
  for (let k = 0; k < n; k++) {
    const [p, q] = [a[indices[k]], b[indices[k]]];
    sumA += p;
    sumB += q;
    squares += p * p;
    products += p * q;
  }
  const spread = squares - (sumA * sumA) / n;
  if (spread <= 1e-9 * squares && indices.every((i) => a[i] === a[indices[0]])) return undefined;
  return { x: sumA / n, y: sumB / n, slope: (products - (sumA * sumB) / n) / spread };
}
