import { quantileSorted } from '../numeric/quantile.ts';
import { fillIndices, indexSource } from '../numeric/random-indices.ts';
import { stream } from '../numeric/stream.ts';
import { CONFIDENCE } from './estimate.ts';

/** A 95 % band of a line at some x. */
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
  for (let r = 0; r < resamples; ) {
    fillIndices(source, x.length, indices);
    const line = lineThrough(x, y, indices);
    if (!line) continue;
    at.forEach((point, k) => {
      heights[k][r] = line.y + line.slope * (point - line.x);
    });
    r++;
  }
  return at.map((point, k) => {
    const sorted = heights[k].sort();
    const tail = (1 - CONFIDENCE) / 2;
    return { x: point, low: quantileSorted(sorted, tail), high: quantileSorted(sorted, 1 - tail) };
  });
}

function lineThrough(x: Float64Array, y: Float64Array, indices: Int32Array) {
  if (indices.every((i) => x[i] === x[indices[0]])) return undefined;
  let [xBar, yBar] = [0, 0];
  for (const i of indices) {
    xBar += x[i] / indices.length;
    yBar += y[i] / indices.length;
  }
  let [sxx, sxy] = [0, 0];
  for (const i of indices) {
    sxx += (x[i] - xBar) ** 2;
    sxy += (x[i] - xBar) * (y[i] - yBar);
  }
  return { x: xBar, y: yBar, slope: sxy / sxx };
}
