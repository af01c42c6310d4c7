import { createImage, type Image } from '../numeric/image.ts';
import { InputError } from '../numeric/input-error.ts';

/**
 * An image `[C, H, W]` without so many pixels at each of its four borders, where upscaling sees beyond the image.
 * @throws InputError when nothing would remain.
 */
export function cropBorder(image: Image, pixels: number, where: string): Image {
  if (pixels === 0) return image;
  const [height, width] = [image.height - 2 * pixels, image.width - 2 * pixels];
  if (height < 1 || width < 1) {
    throw new InputError({
      where,
      expected: `an image of more than ${2 * pixels} pixels on each side`,
      got: `${image.height}x${image.width}`,
      remedy: 'crop less',
    });
  }
  const inner = createImage(image.channels, height, width);
  for (let c = 0, i = 0; c < image.channels; c++) {
    for (let y = 0; y < height; y++, i += width) {
      const start = (c * image.height + y + pixels) * image.width + pixels;
      inner.data.set(image.data.subarray(start, start + width), i);
    }
  }
  return inner;
}
