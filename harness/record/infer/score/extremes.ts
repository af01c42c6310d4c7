import { cropBorder } from '../../../metrics/crop-border.ts';
import type { Image } from '../../../numeric/image.ts';
import type { Extremes } from './inferable.ts';

/** The least and the greatest value of an image without so many pixels at each border. */
export function extremesWithin(image: Image, border: number): Extremes {
  return extremesOf(cropBorder(image, border, 'crop').data);
}

/** The least and the greatest of values. */
export function extremesOf(data: Float64Array): Extremes {
  let [least, greatest] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (let i = 0; i < data.length; i++) {
    if (data[i] < least) least = data[i];
    if (data[i] > greatest) greatest = data[i];
  }
  return [least, greatest];
}
