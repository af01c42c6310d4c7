import { createImage, type Image, shapeOf } from '../numeric/image.ts';
import { InputError } from '../numeric/input-error.ts';

/**
 * Mean over blocks of `factor` x `factor` pixels: `[C, H, W]` to `[C, H / factor, W / factor]`.
 * @throws InputError when the factor is not a positive integer that divides both sizes.
 */
export function boxMean(image: Image, factor: number): Image {
  if (!Number.isInteger(factor) || factor < 1 || image.height % factor > 0 || image.width % factor > 0) {
    throw new InputError({
      where: 'box-mean',
      expected: `a positive integer factor that divides the height and width of ${shapeOf(image)}`,
      got: `${factor}`,
      remedy: 'crop the image or choose another factor',
    });
  }
  const { channels, width } = image;
  const result = createImage(channels, image.height / factor, width / factor);
  const out = result.width;
  const area = factor * factor;
  for (let row = 0; row < channels * result.height; row++) {
    for (let dy = 0; dy < factor; dy++) {
      const source = (row * factor + dy) * width;
      for (let x = 0, i = source; x < out; x++) {
        let sum = 0;
        for (let dx = 0; dx < factor; dx++, i++) sum += image.data[i];
        result.data[row * out + x] += sum;
      }
    }
  }
  for (let i = 0; i < result.data.length; i++) result.data[i] /= area;
  return result;
}
