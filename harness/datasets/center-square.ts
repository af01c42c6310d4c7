import { createImage, type Image } from '../numeric/image.ts';

/** The largest square in the middle; where one row or column is left over, it is the last. */
export function centerSquare(image: Image): Image {
  const side = Math.min(image.height, image.width);
  const top = Math.floor((image.height - side) / 2);
  const left = Math.floor((image.width - side) / 2);
  const square = createImage(image.channels, side, side);
  for (let c = 0, i = 0; c < image.channels; c++) {
    for (let y = 0; y < side; y++, i += side) {
      const start = (c * image.height + top + y) * image.width + left;
      square.data.set(image.data.subarray(start, start + side), i);
    }
  }
  return square;
}
