import type { Image } from '../../numeric/image.ts';
import { encodePng } from '../files/images/png.ts';

/** A grey or RGB image in [0, 1] as an 8-bit PNG in a `data:` address. */
export function pngUri(image: Image): string {
  const bytes = encodePng(image, { bits: 8, rounding: 'round' });
  return `data:image/png;base64,${Buffer.from(bytes).toString('base64')}`;
}
