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
  const plan = planFor(height, width);
  const re = new Float64Array(width * rows);
  const im = plan.im;
  transformColumns(plane, height, width, plan, re, im);
  plan.horizontal(re, im, rows);
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
function transformColumns(
  plane: Float64Array,
  height: number,
  width: number,
  { vertical, zr, zi }: Plan,
  re: Float64Array,
  im: Float64Array,
): void {
  const rows = (height >> 1) + 1;
  const pairs = Math.ceil(width / 2);
  for (let y = 0; y < height; y++) {
    const row = plane.subarray(y * width, (y + 1) * width);
    zr.set(row.subarray(0, pairs), y * pairs);
    zi.set(row.subarray(pairs), y * pairs);
    if (width % 2 === 1) zi[(y + 1) * pairs - 1] = 0; // the last column has no partner
  }
  vertical(zr, zi, pairs);
  // Eight rows at a time, so that a line of the cache is filled before it is left.
  for (let top = 0; top < rows; top += 8) {
    const bottom = Math.min(top + 8, rows);
    for (let j = 0; j < pairs; j++) {
      for (let ky = top; ky < bottom; ky++) {
        const a = ky * pairs + j;
        const b = ((height - ky) % height) * pairs + j;
        const first = j * rows + ky;
        re[first] = (zr[a] + zr[b]) / 2;
        im[first] = (zi[a] - zi[b]) / 2;
        if (pairs + j === width) continue;
        const second = (pairs + j) * rows + ky;
        re[second] = (zi[a] + zi[b]) / 2;
        im[second] = (zr[b] - zr[a]) / 2;
      }
    }
  }
}

/** Tables for one size, and scratch that every call overwrites: fresh memory costs as much as a pass over it. */
interface Plan {
  readonly vertical: Fft;
  readonly horizontal: Fft;
  readonly zr: Float64Array;
  readonly zi: Float64Array;
  readonly im: Float64Array;
}

const plans = new Map<string, Plan>();

function planFor(height: number, width: number): Plan {
  const key = `${height} ${width}`;
  const known = plans.get(key);
  if (known) return known;
  if (plans.size >= 8) plans.clear(); // a set of images has few sizes
  const pairs = Math.ceil(width / 2);
  const made: Plan = {
    vertical: createFft(height),
    horizontal: createFft(width),
    zr: new Float64Array(height * pairs),
    zi: new Float64Array(height * pairs),
    im: new Float64Array(width * ((height >> 1) + 1)),
  };
  plans.set(key, made);
  return made;
}
