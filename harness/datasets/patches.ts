import { createImage, type Image } from '../numeric/image.ts';
import { standardDeviation } from '../numeric/moments.ts';
import type { Patches } from './dataset.ts';

/** The squares `[C, side, side]` of an image's grid that show something; what is left at the right and bottom is lost. */
export function patchesOf(
  image: Image,
  { side, leastDeviation }: Patches,
): readonly { readonly place: string; readonly image: Image }[] {
  const patches = [];
  for (let row = 0; (row + 1) * side <= image.height; row++) {
    for (let column = 0; (column + 1) * side <= image.width; column++) {
      const patch = cut(image, row * side, column * side, side);
      if (standardDeviation(patch.data, 0) >= leastDeviation)
        patches.push({ place: `_r${row}c${column}`, image: patch });
    }
  }
  return patches;
}

function cut({ channels, height, width, data }: Image, top: number, left: number, side: number): Image {
  const values = new Float64Array(channels * side * side);
  for (let c = 0, i = 0; c < channels; c++) {
    for (let y = top; y < top + side; y++) {
      const start = (c * height + y) * width + left;
      values.set(data.subarray(start, start + side), i);
      i += side;
    }
  }
  return createImage(channels, side, side, values);
}
