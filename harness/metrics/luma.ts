import { createImage, type Image, shapeOf } from '../numeric/image.ts';
import { InputError } from '../numeric/input-error.ts';

/**
 * The luma that papers on super-resolution score, `[3, H, W]` to `[1, H, W]`: that of ITU-R BT.601 in its studio range,
 * Y = (16 + 65.481 R + 128.553 G + 24.966 B) / 255 of R, G, B in [0, 1], from 16/255 for black to 235/255 for white, as
 * MATLAB's `rgb2ycbcr` has it for doubles; not rounded.
 * @param peak what stands for 1 in R, G, B and for 255 / 255 in Y
 * @throws InputError for an image that is not in colour: of those some programs take the values as they are, others the
 * luma of three equal colours, and scores differ by 1.3 dB.
 */
export function luma(image: Image, peak: number, where: string): Image {
  const { channels, height, width, data } = image;
  if (channels !== 3) {
    throw new InputError({
      where,
      expected: 'red, green and blue to take the luma of',
      got: `an image ${shapeOf(image)}`,
      remedy: 'leave --channels y out for grey images, or convert them to three channels',
    });
  }
  const y = createImage(1, height, width);
  const plane = height * width;
  for (let i = 0; i < plane; i++) {
    const weighted = 65.481 * data[i] + 128.553 * data[plane + i] + 24.966 * data[2 * plane + i];
    y.data[i] = (16 * peak + weighted) / 255;
  }
  return y;
}
