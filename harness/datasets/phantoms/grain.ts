import { createImage, type Image } from '../../numeric/image.ts';
import { fillIndices, type IndexSource, indexSource } from '../../numeric/random-indices.ts';
import type { Stream } from '../../numeric/stream.ts';
import { quantised } from '../quantisation.ts';

/** Magnitude of a complex MR signal with normal noise of standard deviation `sigma` in both of its parts. */
export function ricianGrain(clean: Float64Array, sigma: number, draws: Stream): Image {
  const noise = normals(indexSource(draws), 2 * clean.length);
  return finished(clean, (value, i) => {
    const real = value + sigma * noise[2 * i];
    const imaginary = sigma * noise[2 * i + 1];
    return Math.sqrt(real * real + imaginary * imaginary);
  });
}

/**
 * Counts of a detector on which white is `photons` a pixel, by the normal approximation to Poisson's law: phantoms
 * leave dozens of counts in their darkest places, where the two laws agree within a thousandth of white.
 */
export function photonGrain(clean: Float64Array, photons: number, draws: Stream): Image {
  const noise = normals(indexSource(draws), clean.length);
  return finished(clean, (value, i) => value + Math.sqrt(value / photons) * noise[i]);
}

/** Normal noise of one strength everywhere. */
export function normalGrain(clean: Float64Array, sigma: number, draws: Stream): Image {
  const noise = normals(indexSource(draws), clean.length);
  return finished(clean, (value, i) => value + sigma * noise[i]);
}

/** Values in [0, 1] on 16-bit steps, as scanners store them: what is stored in two bytes is all there is. */
function finished(clean: Float64Array, noisy: (value: number, i: number) => number): Image {
  const side = Math.sqrt(clean.length);
  const data = new Float64Array(clean.length);
  for (let i = 0; i < data.length; i++) {
    data[i] = clamp(noisy(clamp(clean[i]), i));
  }
  return quantised(createImage(1, side, side, data), { bits: 16, rounding: 'round' });
}

function clamp(value: number): number {
  return value < 0 ? 0 : value > 1 ? 1 : value;
}

/** Standard normal numbers by Marsaglia's polar method. */
function normals(source: IndexSource, count: number): Float64Array {
  const values = new Float64Array(count);
  const bits = new Int32Array(2 * 256);
  let next = bits.length;
  for (let i = 0; i < count; ) {
    if (next === bits.length) {
      fillIndices(source, 2 ** 32, bits);
      next = 0;
    }
    const u = bits[next++] / 2 ** 31;
    const v = bits[next++] / 2 ** 31;
    const s = u * u + v * v;
    if (s >= 1 || s === 0) continue;
    const factor = Math.sqrt((-2 * Math.log(s)) / s);
    values[i++] = u * factor;
    if (i < count) values[i++] = v * factor;
  }
  return values;
}
