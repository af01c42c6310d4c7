/**
 * Local moments of a pair of planes, four interleaved values a pixel: the means of x, y, x^2 + y^2 and xy
 * under the window. SSIM needs no more, since it holds the variances only as their sum.
 */
export type MomentRow = Float64Array;

/** A pair of planes `[H, W]`, each starting at `offset` of its array. */
export interface PlanePair {
  readonly x: Float64Array;
  readonly y: Float64Array;
  readonly offset: number;
  readonly height: number;
  readonly width: number;
}

/**
 * Visits the rows of local moments under a separable symmetric window, where it lies inside the planes:
 * `H - n + 1` rows of `W - n + 1` pixels. The row is reused from one visit to the next.
 * @param weights the window along one axis, of odd length n
 */
export function weightedMoments(
  pair: PlanePair,
  weights: Float64Array,
  visit: (row: number, moments: MomentRow) => void,
): void {
  const size = weights.length;
  const inner = 4 * (pair.width - size + 1);
  const products = new Float64Array(4 * pair.width);
  const ring = new Float64Array(size * inner); // the last `size` rows, filtered along x
  const moments = new Float64Array(inner);
  const across = Int32Array.from({ length: size }, (_, k) => 4 * k);
  const down = new Int32Array(size);
  for (let row = 0; row < pair.height; row++) {
    productsOf(pair, row, products);
    weigh(products, across, weights, ring, (row % size) * inner, inner);
    const first = row - size + 1;
    if (first < 0) continue;
    for (let k = 0; k < size; k++) down[k] = ((first + k) % size) * inner;
    weigh(ring, down, weights, moments, 0, inner);
    visit(first, moments);
  }
}

/** The same under a uniform window of `size` pixels a side, by running sums. */
export function uniformMoments(
  pair: PlanePair,
  size: number,
  visit: (row: number, moments: MomentRow) => void,
): void {
  const full = 4 * pair.width;
  const inner = 4 * (pair.width - size + 1);
  const ring = new Float64Array(size * full); // the last `size` rows of products
  const columns = new Float64Array(full); // their sums
  const products = new Float64Array(full);
  const moments = new Float64Array(inner);
  for (let row = 0; row < pair.height; row++) {
    const slot = (row % size) * full;
    productsOf(pair, row, products);
    for (let i = 0; i < full; i++) {
      columns[i] += products[i] - ring[slot + i];
      ring[slot + i] = products[i];
    }
    if (row < size - 1) continue;
    slide(columns, size, moments, inner);
    visit(row - size + 1, moments);
  }
}

function productsOf({ x, y, offset, width }: PlanePair, row: number, products: Float64Array): void {
  const start = offset + row * width;
  for (let i = 0; i < width; i++) {
    const a = x[start + i];
    const b = y[start + i];
    const o = 4 * i;
    products[o] = a;
    products[o + 1] = b;
    products[o + 2] = a * a + b * b;
    products[o + 3] = a * b;
  }
}

// out[i] = sum over k of weights[k] * source[offsets[k] + i], the symmetric taps folded in pairs and the four
// moments of a pixel taken together, so that their sums stay in registers. The length is a multiple of four.
function weigh(
  source: Float64Array,
  offsets: Int32Array,
  weights: Float64Array,
  out: Float64Array,
  start: number,
  length: number,
): void {
  const last = weights.length - 1;
  const radius = last / 2;
  const middle = offsets[radius];
  const centre = weights[radius];
  for (let i = 0; i < length; i += 4) {
    const m = middle + i;
    let s0 = centre * source[m];
    let s1 = centre * source[m + 1];
    let s2 = centre * source[m + 2];
    let s3 = centre * source[m + 3];
    for (let k = 0; k < radius; k++) {
      const weight = weights[k];
      const a = offsets[k] + i;
      const b = offsets[last - k] + i;
      s0 += weight * (source[a] + source[b]);
      s1 += weight * (source[a + 1] + source[b + 1]);
      s2 += weight * (source[a + 2] + source[b + 2]);
      s3 += weight * (source[a + 3] + source[b + 3]);
    }
    const o = start + i;
    out[o] = s0;
    out[o + 1] = s1;
    out[o + 2] = s2;
    out[o + 3] = s3;
  }
}

// A running sum over `size` pixels of a row, the four moments side by side.
function slide(columns: Float64Array, size: number, moments: Float64Array, inner: number): void {
  const area = size * size;
  let [s0, s1, s2, s3] = [0, 0, 0, 0];
  for (let i = 0; i < 4 * (size - 1); i += 4) {
    s0 += columns[i];
    s1 += columns[i + 1];
    s2 += columns[i + 2];
    s3 += columns[i + 3];
  }
  for (let i = 0; i < inner; i += 4) {
    const entering = i + 4 * (size - 1);
    s0 += columns[entering];
    s1 += columns[entering + 1];
    s2 += columns[entering + 2];
    s3 += columns[entering + 3];
    moments[i] = s0 / area;
    moments[i + 1] = s1 / area;
    moments[i + 2] = s2 / area;
    moments[i + 3] = s3 / area;
    s0 -= columns[i];
    s1 -= columns[i + 1];
    s2 -= columns[i + 2];
    s3 -= columns[i + 3];
  }
}
