import type { Taps } from './taps.ts';

/**
 * One plane resized in double precision; a pass left out keeps that size.
 * @param across taps along each row, which change the width
 * @param down taps along each column, which change the height
 */
export function resizePlaneFloat(
  plane: Float64Array,
  width: number,
  across: Taps | undefined,
  down: Taps | undefined,
): Float64Array {
  const narrow = across ? alongRows(plane, width, across) : plane;
  return down ? alongColumns(narrow, across ? across.first.length : width, down) : narrow;
}

function alongRows(
  plane: Float64Array,
  width: number,
  { first, count, weights, stride }: Taps,
): Float64Array {
  const height = plane.length / width;
  const to = first.length;
  const result = new Float64Array(height * to);
  for (let y = 0, i = 0; y < height; y++) {
    const row = y * width;
    for (let x = 0; x < to; x++, i++) {
      const base = x * stride;
      const start = row + first[x];
      const n = count[x];
      let sum = 0;
      for (let k = 0; k < n; k++) sum += plane[start + k] * weights[base + k];
      result[i] = sum;
    }
  }
  return result;
}

/** Whole rows are added up, so that memory is read in order. */
function alongColumns(
  plane: Float64Array,
  width: number,
  { first, count, weights, stride }: Taps,
): Float64Array {
  const to = first.length;
  const result = new Float64Array(to * width);
  for (let y = 0; y < to; y++) {
    const out = y * width;
    for (let k = 0; k < count[y]; k++) {
      const weight = weights[y * stride + k];
      const row = (first[y] + k) * width;
      for (let x = 0; x < width; x++) result[out + x] += plane[row + x] * weight;
    }
  }
  return result;
}
