import { assertComparable, createImage, type Image } from '../numeric/image.ts';

/**
 * Signed difference map `image - reference`, `[C, H, W]`: positive where the image has too much.
 * @param where the place for messages
 * @throws InputError when the shapes differ or a value is not finite.
 */
export function signedDifference(where: string, image: Image, reference: Image): Image {
  assertComparable(where, image, reference);
  const { channels, height, width } = image;
  const map = createImage(channels, height, width);
  for (let i = 0; i < map.data.length; i++) map.data[i] = image.data[i] - reference.data[i];
  return map;
}

/**
 * Absolute difference map `|image - reference|`, `[C, H, W]`.
 * @param where the place for messages
 * @throws InputError when the shapes differ or a value is not finite.
 */
export function absoluteDifference(where: string, image: Image, reference: Image): Image {
  const map = signedDifference(where, image, reference);
  for (let i = 0; i < map.data.length; i++) map.data[i] = Math.abs(map.data[i]);
  return map;
}
