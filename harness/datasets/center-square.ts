import { cutImage } from '../numeric/cut-image.ts';
import type { Image } from '../numeric/image.ts';

/** The largest square in the middle; where one row or column is left over, it is the last. */
export function centerSquare(image: Image): Image {
  const side = Math.min(image.height, image.width);
  const middle = (size: number) => {
    const from = Math.floor((size - side) / 2);
    return { from, to: from + side };
  };
  return cutImage(image, middle(image.height), middle(image.width));
}
