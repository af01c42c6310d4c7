import type { Taps } from './taps.ts';

/** Bits after the binary point of Pillow's weights on 8-bit images: 32, less 8 for the value and 2 for overshoot. */
const PRECISION_BITS = 32 - 8 - 2;
const HALF = 1 << (PRECISION_BITS - 1);

/** Values in [0, 1] as 8-bit steps: clamped, times 255, rounded to the nearest. */
export function quantise(data: Float64Array): Uint8Array {
  const result = new Uint8Array(data.length);
  for (let i = 0; i < data.length; i++) {
    result[i] = Math.floor(Math.min(1, Math.max(0, data[i])) * 255 + 0.5);
  }
  return result;
}

/**
 * One 8-bit plane resized as Pillow does it: weights rounded to fixed point, sums in 32-bit integers,
 * rounded and clipped to 8 bit after each pass. A pass left out keeps that size.
 * @param across taps along each row, which change the width
 * @param down taps along each column, which change the height
 * @param downFirst whether the pass that changes the height comes first
 */
export function resizePlaneUint8(
  plane: Uint8Array,
  width: number,
  across: Taps | undefined,
  down: Taps | undefined,
  downFirst: boolean,
): Uint8Array {
  const toWidth = across ? across.first.length : width;
  if (downFirst) {
    const short = down ? alongColumns(plane, width, down) : plane;
    return across ? alongRows(short, width, across, undefined) : short;
  }
  const narrow = across ? alongRows(plane, width, across, down) : plane;
  return down ? alongColumns(narrow, toWidth, down) : narrow;
}

function alongRows(plane: Uint8Array, width: number, across: Taps, down: Taps | undefined): Uint8Array {
  const { first, count, stride } = across;
  const weights = fixedPoint(across);
  const to = first.length;
  const height = plane.length / width;
  const result = new Uint8Array(height * to);
  const [top, bottom] = down ? neededRows(down) : [0, height];
  for (let y = top, i = top * to; y < bottom; y++) {
    const row = y * width;
    for (let x = 0; x < to; x++, i++) {
      const base = x * stride;
      const start = row + first[x];
      const n = count[x];
      let sum = HALF;
      for (let k = 0; k < n; k++) sum = (sum + Math.imul(plane[start + k], weights[base + k])) | 0;
      result[i] = clip8(sum);
    }
  }
  return result;
}

function alongColumns(plane: Uint8Array, width: number, down: Taps): Uint8Array {
  const { first, count, stride } = down;
  const weights = fixedPoint(down);
  const to = first.length;
  const result = new Uint8Array(to * width);
  const sums = new Int32Array(width);
  for (let y = 0; y < to; y++) {
    sums.fill(HALF);
    for (let k = 0; k < count[y]; k++) {
      const weight = weights[y * stride + k];
      const row = (first[y] + k) * width;
      for (let x = 0; x < width; x++) sums[x] = (sums[x] + Math.imul(plane[row + x], weight)) | 0;
    }
    for (let x = 0; x < width; x++) result[y * width + x] = clip8(sums[x]);
  }
  return result;
}

/** Rounded half away from zero. */
function fixedPoint({ weights }: Taps): Int32Array {
  return Int32Array.from(weights, (w) => Math.trunc((w < 0 ? -0.5 : 0.5) + w * (1 << PRECISION_BITS)));
}

/** Rows outside of these are read by no output row. */
function neededRows({ first, count }: Taps): [number, number] {
  const last = first.length - 1;
  return [first[0], first[last] + count[last]];
}

function clip8(sum: number): number {
  return Math.max(0, Math.min(255, sum >> PRECISION_BITS));
}
