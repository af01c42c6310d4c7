import { createImage, type Image } from '../numeric/image.ts';
import { bandLimited } from './band-limited.ts';
import { shrunkSize } from './shrunk-size.ts';

/**
 * The image `[C, H, W]` as a shorter acquisition would have given it, `[C, H / factor, W / factor]`: of the centred
 * 2-D discrete Fourier transform of each channel, which stands for k-space, the central part of that size is kept,
 * and the image is the magnitude of its inverse transform. Edges of HR and LR images lie on each other, as after a
 * resize, and means are kept. Ringing at edges (Gibbs) is part of it.
 * @throws InputError when the factor does not divide the height and width.
 */
export function truncateKSpace(image: Image, factor: number): Image {
  const { height, width } = shrunkSize('k-space-truncation', image, factor);
  const { re, im } = bandLimited(image, height, width);
  const magnitude = re.map((value, i) => Math.sqrt(value * value + im[i] * im[i]));
  return createImage(image.channels, height, width, magnitude);
}
