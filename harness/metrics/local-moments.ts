import { type Assembled, assemble } from '../numeric/simd/assembly.ts';
import { productsKernel, symmetricFilter } from '../numeric/simd/symmetric-filter.ts';

/** A pair of planes `[H, W]`, each starting at `offset` of its array. */
export interface PlanePair {
  readonly x: Float64Array;
  readonly y: Float64Array;
  readonly offset: number;
  readonly height: number;
  readonly width: number;
}

/**
 * Local moments of some rows of a pair: the means under the window of x, y, x^2 + y^2 and xy. SSIM needs no
 * more, since it holds the variances only as their sum.
 */
export interface Moments {
  /** The four moments of the pixel at `at` are at `at`, `at + plane`, `at + 2 plane` and `at + 3 plane`. */
  readonly values: Float64Array;
  readonly plane: number;
  /** Distance from one row to the next. */
  readonly pitch: number;
  readonly rows: number;
  readonly columns: number;
}

/**
 * Visits the local moments under a separable symmetric window, wherever it lies inside the planes: band after
 * band, `H - n + 1` rows of `W - n + 1` pixels in all. The values are overwritten from one visit to the next.
 * @param weights the window along one axis, of odd length n
 */
export function localMoments(
  { x, y, offset, height, width }: PlanePair,
  weights: Float64Array,
  visit: (firstRow: number, moments: Moments) => void,
): void {
  const border = weights.length - 1;
  const { kernels, pitch, bandRows } = filterFor(width, weights);
  const { memory, call } = kernels;
  const plane = bandRows * pitch;
  const filtered = 4 * plane + border + 2; // where the rows filtered along x begin, moment by moment
  let held = 0; // of those, the rows kept from the band before
  for (let next = 0; next < height; ) {
    const fresh = Math.min(bandRows - held, height - next);
    for (let row = 0; row < fresh; row++) {
      const start = offset + (next + row) * width;
      memory.set(x.subarray(start, start + width), row * pitch);
      memory.set(y.subarray(start, start + width), plane + row * pitch);
    }
    call['products']!(0, 8 * plane, 16 * plane, 24 * plane, 8 * fresh * pitch);
    const rows = held + fresh - border;
    for (let moment = 0; moment < 4; moment++) {
      const band = filtered + moment * plane;
      const first = band + held * pitch;
      call['across']!(8 * moment * plane, 8 * first, 8 * (first + fresh * pitch));
      call['down']!(8 * band, 8 * moment * plane, 8 * (moment * plane + rows * pitch));
      memory.copyWithin(band, band + rows * pitch, band + (rows + border) * pitch);
    }
    next += fresh;
    held = border;
    visit(next - border - rows, { values: memory, plane, pitch, rows, columns: width - border });
  }
}

/** Kernels for some widths and one window. Only compiled code is kept, and scratch that every call overwrites. */
interface Filter {
  readonly kernels: Assembled;
  /** Distance from row to row in the kernels' memory, the width rounded up so that few kernels serve many. */
  readonly pitch: number;
  /** Rows that are held at a time, few enough for the cache. */
  readonly bandRows: number;
}

const known = new Map<string, Filter>();

function filterFor(width: number, weights: Float64Array): Filter {
  const pitch = 64 * Math.ceil(width / 64);
  const key = `${pitch} ${weights.join(' ')}`;
  const found = known.get(key);
  if (found) return found;
  if (known.size >= 16) known.clear(); // a set of images has few sizes
  const border = weights.length - 1;
  const bandRows = border + Math.max(8, Math.floor(8192 / pitch));
  const kernels = assemble(8 * bandRows * pitch + 2 * (border + 2), [
    productsKernel('products'),
    symmetricFilter('across', weights, 1),
    symmetricFilter('down', weights, pitch),
  ]);
  const made = { kernels, pitch, bandRows };
  known.set(key, made);
  return made;
}
