import { createFft, type Fft } from '../../numeric/fft.ts';
import { fillIndices, indexSource } from '../../numeric/random-indices.ts';
import type { Stream } from '../../numeric/stream.ts';
import { type Shells, shellsOf } from './shells.ts';

/** Two independent random fields `[size, size]` of one spectrum, each with mean 0 and standard deviation 1. */
export interface FieldPair {
  readonly a: Float64Array;
  readonly b: Float64Array;
}

/** Band-pass noise; frequencies in cycles over the field of view. */
export interface Band {
  readonly low: number;
  readonly high: number;
  /** Direction in radians along which the noise is smoother by `factor`. */
  readonly along?: { readonly angle: number; readonly factor: number };
}

/**
 * Band-pass noise of amplitude `exp(-(f / high)^4) (1 - exp(-(f / low)^4))`.
 * @param draws a stream of its own: how much of it is used depends on the size
 */
export function bandNoise(draws: Stream, size: number, { low, high, along }: Band): FieldPair {
  const cos = Math.cos(along?.angle ?? 0);
  const sin = Math.sin(along?.angle ?? 0);
  const factor = along?.factor ?? 1;
  const [lowest, highest] = [1 / (low * low), 1 / (high * high)];
  const shells = shellsOf(size, Math.ceil(cutoff * high));
  const weights = new Float64Array(shells.count);
  for (let i = 0; i < weights.length; i++) {
    const u = (shells.kx[i] * cos + shells.ky[i] * sin) * factor;
    const v = shells.ky[i] * cos - shells.kx[i] * sin;
    const square = u * u + v * v;
    const above = square * highest;
    const below = square * lowest;
    if (above > cutoff * cutoff) continue;
    weights[i] = Math.exp(-above * above) * (below > 4 ? 1 : 1 - Math.exp(-below * below));
  }
  return synthesise(draws, size, shells, weights);
}

/** Where a band ends, as a multiple of its upper frequency: there the amplitude is below 1e-4. */
const cutoff = 1.75;

/** Noise of amplitude `f^-exponent`, from a stream of its own; 1 is pink. */
export function powerLawNoise(draws: Stream, size: number, exponent: number): FieldPair {
  const shells = shellsOf(size, size);
  const key = `${size} ${exponent}`;
  const weights = powerLaws.get(key) ?? powerLaw(shells, exponent);
  powerLaws.set(key, weights);
  return synthesise(draws, size, shells, weights);
}

// Logarithms are slow, and the anatomies use three exponents.
const powerLaws = new Map<string, Float64Array>();

function powerLaw({ kx, ky }: Shells, exponent: number): Float64Array {
  return Float64Array.from(kx, (x, i) => Math.exp((-exponent / 2) * Math.log(x * x + ky[i] * ky[i])));
}

/**
 * A field between the two of a pair: its values change smoothly with the angle and have the same statistics at
 * each, with correlation `cos(angle - angle')`. So a texture changes from slice to slice.
 */
export function turned({ a, b }: FieldPair, angle: number): Float64Array {
  const cos = Math.cos(angle);
  const sin = Math.sin(angle);
  const field = new Float64Array(a.length);
  for (let i = 0; i < field.length; i++) field[i] = cos * a[i] + sin * b[i];
  return standardised(field);
}

/**
 * The transform of a complex white spectrum times a real even amplitude: real and imaginary part are two
 * independent real fields. Coefficients are uniform, since a sum of many is normal all the same, and drawn from
 * low to high frequency, so that the field at another size is the same one with other details.
 */
function synthesise(
  draws: Stream,
  size: number,
  { kx, ky, count, largest }: Shells,
  weights: Float64Array,
): FieldPair {
  const bits = new Int32Array(2 * count);
  fillIndices(indexSource(draws), 2 ** 32, bits);
  // Only frequencies up to `largest` are there: the first pass goes over so many columns, not over all.
  const columns = 2 * largest + 1;
  const narrowRe = new Float64Array(size * columns);
  const narrowIm = new Float64Array(size * columns);
  // The transform's first value stands at the corner; this turn moves it to the centre of the first pixel, so that
  // fields of two sizes lie on each other.
  const cos = new Float64Array(4 * largest + 1);
  const sin = new Float64Array(4 * largest + 1);
  for (let k = 0; k < cos.length; k++) {
    const angle = (-Math.PI * (k - 2 * largest)) / size;
    cos[k] = Math.cos(angle);
    sin[k] = Math.sin(angle);
  }
  for (let i = 0; i < count; i++) {
    const at = (kx[i] & (size - 1)) * columns + ky[i] + largest;
    const k = kx[i] + ky[i] + 2 * largest;
    const real = weights[i] * bits[2 * i];
    const imaginary = weights[i] * bits[2 * i + 1];
    narrowRe[at] = real * cos[k] - imaginary * sin[k];
    narrowIm[at] = real * sin[k] + imaginary * cos[k];
  }
  fftOf(size, columns)(narrowRe, narrowIm, columns);
  const re = new Float64Array(size * size);
  const im = new Float64Array(size * size);
  for (let column = 0; column < columns; column++) {
    const row = ((column - largest) & (size - 1)) * size;
    for (let x = 0, from = column; x < size; x++, from += columns) {
      re[row + x] = narrowRe[from];
      im[row + x] = narrowIm[from];
    }
  }
  fftOf(size, size)(re, im, size);
  return { a: standardised(re), b: standardised(im) };
}

const ffts = new Map<string, Fft>();

/** A transform for each width, since it keeps its scratch from call to call. */
function fftOf(size: number, columns: number): Fft {
  const key = `${size} ${columns}`;
  const known = ffts.get(key) ?? createFft(size);
  ffts.set(key, known);
  return known;
}

function standardised(field: Float64Array): Float64Array {
  let [sum, squares] = [0, 0];
  for (let i = 0; i < field.length; i++) {
    sum += field[i];
    squares += field[i] * field[i];
  }
  const mean = sum / field.length;
  const scale = 1 / Math.sqrt(squares / field.length - mean * mean);
  for (let i = 0; i < field.length; i++) field[i] = (field[i] - mean) * scale;
  return field;
}
