import type { Image } from '../numeric/image.ts';
import { multiplicity, power2d } from '../numeric/power-2d.ts';

/** Power below this share of the image's own, a rounding error of its mean, is none. */
const SILENT = 1e-24;

/** Fourier ring correlation of two images, ring by ring. */
export interface RingCurve {
  /** `FRC(r)`, r = 0 ... n / 2, n the shorter side; 1 at r = 0, since both means are taken off. */
  readonly correlation: readonly number[];
  /** Frequencies of each ring, mirror images counted too. */
  readonly counts: readonly number[];
  readonly side: number;
}

/** The correlation below which a ring counts as not resolved: a number, or the half-bit curve. */
export type RingThreshold = number | 'half-bit';

/**
 * Fourier ring correlation (Saxton and Baumeister 1982): `FRC(r) = sum Re(A conj B) / sqrt(sum |A|^2 sum |B|^2)`
 * over the frequencies whose radius, in units of 1 / n cycles per pixel, rounds to r; A and B are transforms of
 * the images less their means under a periodic Hann window. Rings are those inscribed in the spectrum: none
 * reaches its corners. A ring with power in neither image correlates fully, one with power in one not at all.
 */
export function ringCurve(a: Image, b: Image): RingCurve {
  const { channels, height, width } = a;
  const side = Math.min(height, width);
  const last = side >> 1;
  const rows = (height >> 1) + 1;
  const [both, ofA, ofB, counts] = Array.from({ length: 4 }, () => new Float64Array(last + 1));
  const [heardA, heardB] = [a, b].map((one) => SILENT * height * width * squares(one.data));
  for (let c = 0; c < channels; c++) {
    const [x, y] = [a, b].map((one) => windowed(one, c));
    const [powerA, powerB, sum, difference] = [
      x,
      y,
      x.map((value, i) => value + y[i]),
      x.map((value, i) => value - y[i]),
    ].map((plane) => power2d(plane, height, width).data);
    for (let i = 0; i < powerA.length; i++) {
      const ring = ringOf(i % rows, Math.floor(i / rows), height, width, side);
      if (ring > last) continue;
      const times = multiplicity(i % rows, height);
      both[ring] += (times * (sum[i] - difference[i])) / 4; // Re(A conj B) = (|A + B|^2 - |A - B|^2) / 4
      ofA[ring] += times * powerA[i];
      ofB[ring] += times * powerB[i];
      counts[ring] += c === 0 ? times : 0;
    }
  }
  const correlation = Array.from(both, (cross, ring) => {
    const [hasA, hasB] = [ofA[ring] > heardA * counts[ring], ofB[ring] > heardB * counts[ring]];
    if (ring === 0 || (!hasA && !hasB)) return 1;
    return hasA && hasB ? cross / (Math.sqrt(ofA[ring]) * Math.sqrt(ofB[ring])) : 0;
  });
  return { correlation, counts: Array.from(counts), side };
}

/**
 * The frequency, as a share of Nyquist's, at which the curve first falls below the threshold: by a straight
 * line between the ring before and the ring below; 1 where none is below.
 */
export function resolvedShare({ correlation, counts, side }: RingCurve, threshold: RingThreshold): number {
  const above = correlation.map(
    (value, ring) => value - (threshold === 'half-bit' ? halfBit(counts[ring]) : threshold),
  );
  const ring = above.findIndex((value, at) => at > 0 && value < 0);
  if (ring < 0) return 1;
  const crossing = ring - 1 + above[ring - 1] / (above[ring - 1] - above[ring]);
  return crossing / (side / 2);
}

/** Correlation at half a bit of information a frequency, of n frequencies (van Heel and Schatz 2005). */
function halfBit(n: number): number {
  return (0.2071 + 1.9102 / Math.sqrt(n)) / (1.2071 + 0.9102 / Math.sqrt(n));
}

function ringOf(ky: number, kx: number, height: number, width: number, side: number): number {
  const y = (ky * side) / height;
  const x = (Math.min(kx, width - kx) * side) / width;
  return Math.floor(Math.sqrt(x * x + y * y) + 0.5);
}

function windowed({ height, width, data }: Image, channel: number): Float64Array {
  const plane = data.slice(channel * height * width, (channel + 1) * height * width);
  const mean = plane.reduce((sum, value) => sum + value, 0) / plane.length;
  const [vertical, horizontal] = [height, width].map(hann);
  return plane.map((value, i) => (value - mean) * (vertical[Math.floor(i / width)] * horizontal[i % width]));
}

function hann(n: number): Float64Array {
  return Float64Array.from({ length: n }, (_, i) => 0.5 - 0.5 * Math.cos((2 * Math.PI * i) / n));
}

function squares(data: Float64Array): number {
  return data.reduce((sum, value) => sum + value * value, 0);
}
