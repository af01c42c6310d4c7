import { createImage, type Image } from '../numeric/image.ts';

/** Means of 2x2 blocks, `[C, H, W]` to `[C, H/2, W/2]`; a last odd row or column falls away. */
export function boxDownsample({ channels, height, width, data }: Image): Image {
  const half = createImage(channels, height >> 1, width >> 1);
  for (let c = 0; c < channels; c++) {
    for (let y = 0; y < half.height; y++) {
      const top = (c * height + 2 * y) * width;
      const target = (c * half.height + y) * half.width;
      for (let x = 0; x < half.width; x++) {
        const i = top + 2 * x;
        half.data[target + x] = (data[i] + data[i + 1] + data[i + width] + data[i + width + 1]) / 4;
      }
    }
  }
  return half;
}
