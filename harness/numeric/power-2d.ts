import { createFft, type Fft } from './fft.ts';

/** Half of a real plane's power spectrum: the other half mirrors it. */
export interface HalfPower {
  readonly height: number;
  readonly width: number;
  /** `floor(height / 2) + 1`, the vertical frequencies from 0 up that are held. */
  readonly rows: number;
  /** `|F[ky, kx]|^2` at index `kx * rows + ky`: `width` lines of `rows` values. */
  readonly data: Float64Array;
}

/**
 * Power of the unnormalised 2-D discrete Fourier transform of a real plane `[height, width]`, any sizes.
 * Frequencies with ky above `height / 2` are left out, since `|F[ky, kx]| = |F[height - ky, width - kx]|`.
 */
export function power2d(plane: Float64Array, height: number, width: number): HalfPower {
  const rows = (height >> 1) + 1;
  const { re, im } = verticalTransform(plane, height, width, rows);
  transformOf(width)(re, im, rows);
  for (let i = 0; i < re.length; i++) re[i] = re[i] * re[i] + im[i] * im[i];
  return { height, width, rows, data: re };
}

/**
 * How often the vertical frequency ky of a half spectrum stands in the whole one: twice, but once where it is
 * its own mirror image (0 and height / 2).
 */
export function multiplicity(ky: number, height: number): 1 | 2 {
  return ky === 0 || 2 * ky === height ? 1 : 2;
}

// Two real columns x and y are transformed as one complex column x + i y and told apart by symmetry:
// X[k] = (Z[k] + conj Z[n - k]) / 2, Y[k] = (Z[k] - conj Z[n - k]) / 2i. The result is transposed.
function verticalTransform(plane: Float64Array, height: number, width: number, rows: number) {
  const pairs = Math.ceil(width / 2);
  const zr = new Float64Array(height * pairs);
  const zi = new Float64Array(height * pairs);
  for (let y = 0; y < height; y++) {
    const row = plane.subarray(y * width, (y + 1) * width);
    zr.set(row.subarray(0, pairs), y * pairs);
    zi.set(row.subarray(pairs), y * pairs);
  }
  transformOf(height)(zr, zi, pairs);
  const re = new Float64Array(width * rows);
  const im = new Float64Array(width * rows);
  for (let ky = 0; ky < rows; ky++) {
    const a = ky * pairs;
    const b = ((height - ky) % height) * pairs;
    for (let j = 0; j < pairs; j++) {
      const first = j * rows + ky;
      re[first] = (zr[a + j] + zr[b + j]) / 2;
      im[first] = (zi[a + j] - zi[b + j]) / 2;
      if (pairs + j === width) continue; // the last column of an odd width has no partner
      const second = (pairs + j) * rows + ky;
      re[second] = (zi[a + j] + zi[b + j]) / 2;
      im[second] = (zr[b + j] - zr[a + j]) / 2;
    }
  }
  return { re, im };
}

const transforms = new Map<number, Fft>();

function transformOf(n: number): Fft {
  const known = transforms.get(n);
  if (known) return known;
  if (transforms.size >= 8) transforms.clear(); // a set of images has few sizes
  const made = createFft(n);
  transforms.set(n, made);
  return made;
}
