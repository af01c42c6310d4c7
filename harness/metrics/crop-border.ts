import { cutImage } from '../numeric/cut-image.ts';
import type { Image } from '../numeric/image.ts';
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
  const inner = (size: number) => ({ from: pixels, to: size - pixels });
  return cutImage(image, inner(image.height), inner(image.width));
}
