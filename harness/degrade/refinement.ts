import type { Image } from '../numeric/image.ts';
import { type GaussianBlur, gaussianBlur } from './gaussian-blur.ts';
import type { KernelName } from './kernel.ts';
import { type ResizeMode, resize } from './resize.ts';
import { shrunkSize } from './shrunk-size.ts';

export interface Refinement extends GaussianBlur {
  readonly factor: number;
  readonly down: KernelName;
  readonly up: KernelName;
  readonly mode: ResizeMode;
}

/**
 * The knee data's degradation: Gaussian blur, down by the factor, up again to the size of the image, so that
 * the degraded image and the reference share one size.
 * @throws InputError when the factor does not divide the height and width.
 */
export function refine(image: Image, { factor, down, up, mode, ...blur }: Refinement): Image {
  const { height, width } = shrunkSize('refinement', image, factor);
  const small = resize(gaussianBlur(image, blur), height, width, down, mode);
  return resize(small, image.height, image.width, up, mode);
}
