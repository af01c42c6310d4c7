import type { Taps } from './taps.ts';

/**
 * Weighted sums along each row: `[H, width]` to `[H, taps]`. Four rows at a time, whose sums do not wait for
 * one another and share each weight.
 */
export function sumAlongRows(plane: Float64Array, width: number, across: Taps): Float64Array {
  const { first, count, weights, stride } = across;
  const height = plane.length / width;
  const to = first.length;
  const result = new Float64Array(height * to);
  const last = height - 1;
  for (let y = 0; y < height; y += 4) {
    // Where fewer than four are left, the last is computed again.
    const y1 = Math.min(y + 1, last);
    const y2 = Math.min(y + 2, last);
    const y3 = Math.min(y + 3, last);
    for (let x = 0; x < to; x++) {
      const n = count[x];
      let w = x * stride;
      let i0 = y * width + first[x];
      let i1 = y1 * width + first[x];
      let i2 = y2 * width + first[x];
      let i3 = y3 * width + first[x];
      let sum0 = 0;
      let sum1 = 0;
      let sum2 = 0;
      let sum3 = 0;
      for (let k = 0; k < n; k++) {
        const weight = weights[w++];
        sum0 += plane[i0++] * weight;
        sum1 += plane[i1++] * weight;
        sum2 += plane[i2++] * weight;
        sum3 += plane[i3++] * weight;
      }
      result[y * to + x] = sum0;
      result[y1 * to + x] = sum1;
      result[y2 * to + x] = sum2;
      result[y3 * to + x] = sum3;
    }
  }
  return result;
}

/**
 * Weighted sums along each column: `[H, width]` to `[taps, width]`. Whole rows are added up, so that memory is
 * read in order, four at a time, so that sums are stored less often.
 */
export function sumAlongColumns(plane: Float64Array, width: number, down: Taps): Float64Array {
  const { first, count, weights, stride } = down;
  const to = first.length;
  const result = new Float64Array(to * width);
  for (let y = 0; y < to; y++) {
    const out = y * width;
    const n = count[y];
    let w = y * stride;
    let row = first[y] * width;
    let k = 0;
    for (; k + 4 <= n; k += 4, w += 4, row += 4 * width) {
      const w0 = weights[w];
      const w1 = weights[w + 1];
      const w2 = weights[w + 2];
      const w3 = weights[w + 3];
      const row1 = row + width;
      const row2 = row1 + width;
      const row3 = row2 + width;
      for (let x = 0; x < width; x++) {
        result[out + x] =
          result[out + x] +
          plane[row + x] * w0 +
          plane[row1 + x] * w1 +
          plane[row2 + x] * w2 +
          plane[row3 + x] * w3;
      }
    }
    for (; k < n; k++, w++, row += width) {
      const weight = weights[w];
      for (let x = 0; x < width; x++) result[out + x] += plane[row + x] * weight;
    }
  }
  return result;
}
