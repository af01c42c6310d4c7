import type { Taps } from './taps.ts';
import { sumAlongColumns, sumAlongRows } from './weighted-sums.ts';

/** 2 to the bits after the point of Pillow's weights on 8-bit images: 32, less 8 for the value and 2 for overshoot. */
const ONE = 2 ** (32 - 8 - 2);

/** Values in [0, 1] as 8-bit steps 0 .. 255: clamped, times 255, rounded to the nearest. */
export function quantise(data: Float64Array): Float64Array {
  const result = new Float64Array(data.length);
  for (let i = 0; i < data.length; i++) {
    const value = data[i] * 255 + 0.5;
    result[i] = value >= 255 ? 255 : value > 0 ? Math.trunc(value) : 0;
  }
  return result;
}

/**
 * One plane of 8-bit steps resized as Pillow does it: weights rounded to fixed point, sums of integers, rounded
 * and clipped to 8 bit after each pass. A pass left out keeps that size. All numbers are integers far below
 * 2^53, so that doubles hold them exactly.
 * @param across taps along each row, which change the width
 * @param down taps along each column, which change the height
 * @param downFirst whether the pass that changes the height comes first
 */
export function resizePlaneUint8(
  plane: Float64Array,
  width: number,
  across: Taps | undefined,
  down: Taps | undefined,
  downFirst: boolean,
): Float64Array {
  const wide = across && fixedPoint(across);
  const tall = down && fixedPoint(down);
  if (downFirst) {
    const short = tall ? toSteps(sumAlongColumns(plane, width, tall)) : plane;
    return wide ? toSteps(sumAlongRows(short, width, wide)) : short;
  }
  const narrow = wide ? toSteps(sumAlongRows(plane, width, wide)) : plane;
  return tall ? toSteps(sumAlongColumns(narrow, wide ? wide.first.length : width, tall)) : narrow;
}

/** Rounded half away from zero. */
function fixedPoint(taps: Taps): Taps {
  const weights = taps.weights.map((weight) => Math.trunc((weight < 0 ? -0.5 : 0.5) + weight * ONE));
  return { ...taps, weights };
}

/** In place. */
function toSteps(sums: Float64Array): Float64Array {
  for (let i = 0; i < sums.length; i++) {
    const value = (sums[i] + ONE / 2) / ONE;
    sums[i] = value >= 255 ? 255 : value > 0 ? Math.trunc(value) : 0;
  }
  return sums;
}
