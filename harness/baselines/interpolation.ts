import { resize } from '../degrade/resize.ts';
import type { Image } from '../numeric/image.ts';
import type { Interpolation, ZeroFilled } from './method.ts';
import { zeroFilled } from './zero-filled.ts';

/** The LR image `[C, h, w]` brought to `[C, height, width]`. */
export function interpolate(
  image: Image,
  height: number,
  width: number,
  method: Interpolation | ZeroFilled,
): Image {
  if (method.kind === 'zero-filled') return zeroFilled(image, height, width);
  return resize(image, height, width, method.kernel, method.mode);
}
