import { bandLimited } from '../degrade/band-limited.ts';
import { createImage, type Image, shapeOf } from '../numeric/image.ts';
import { InputError } from '../numeric/input-error.ts';

/**
 * The LR image `[C, h, w]` enlarged to `[C, height, width]` as scanners do it: its centred 2-D discrete Fourier
 * transform is filled with zeros to the larger size and transformed back, which interpolates by a periodic sinc.
 * Edges of both images lie on each other. As bicubic weights do, it overshoots at edges; nothing is clamped.
 * @throws InputError when the image is larger than what it shall become.
 */
export function zeroFilled(image: Image, height: number, width: number): Image {
  if (height < image.height || width < image.width) {
    throw new InputError({
      where: 'zero-filled',
      expected: `an HR image at least as large as the LR image ${shapeOf(image)}`,
      got: `${height}x${width}`,
      remedy: 'choose an interpolation by a kernel, which can shrink too',
    });
  }
  return createImage(image.channels, height, width, bandLimited(image, height, width).re);
}
