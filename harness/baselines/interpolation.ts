import { resize } from '../degrade/resize.ts';
import type { Image } from '../numeric/image.ts';
import type { Interpolation } from './method.ts';

/** The LR image `[C, h, w]` brought to `[C, height, width]`. */
export function interpolate(image: Image, height: number, width: number, method: Interpolation): Image {
  return resize(image, height, width, method.kernel, method.mode);
}
