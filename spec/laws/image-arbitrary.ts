import fc from 'fast-check';
import { createImage, type Image } from '../../harness/numeric/image.ts';
import { lcgImage } from '../degrade/lcg-image.ts';

/** An image of any small shape; values as given, or in [0, 1]. */
export function anyImage({
  channels = fc.constantFrom(1, 3),
  side = 12,
  value = fc.double({ min: 0, max: 1, noNaN: true }),
}: {
  channels?: fc.Arbitrary<number>;
  side?: number;
  value?: fc.Arbitrary<number>;
} = {}): fc.Arbitrary<Image> {
  const size = fc.integer({ min: 1, max: side });
  return fc
    .tuple(channels, size, size)
    .chain(([c, h, w]) =>
      fc
        .array(value, { minLength: c * h * w, maxLength: c * h * w })
        .map((values) => createImage(c, h, w, Float64Array.from(values))),
    );
}

/**
 * An image of a drawn shape whose values come from a drawn seed: 24-bit fractions, or 8-bit steps. Cheaper than
 * {@link anyImage} where no particular value matters.
 */
export function seededImage(
  sides: fc.Arbitrary<number>,
  kind: 'uint8' | 'float' = 'float',
): fc.Arbitrary<Image> {
  return fc.tuple(fc.constantFrom(1, 3), sides, sides, fc.nat()).map(([channels, height, width, seed]) => {
    const { data } = lcgImage(seed, channels * height, width, kind);
    return createImage(channels, height, width, data);
  });
}

/** `[C, H, W]` to `[C, W, H]`. */
export function transpose(image: Image): Image {
  const { channels, height, width, data } = image;
  const result = createImage(channels, width, height);
  for (let c = 0; c < channels; c++) {
    for (let y = 0; y < height; y++) {
      for (let x = 0; x < width; x++) {
        result.data[(c * width + x) * height + y] = data[(c * height + y) * width + x];
      }
    }
  }
  return result;
}

/** The largest absolute difference between two images of one shape. */
export function distance(a: Image, b: Image): number {
  if (a.channels !== b.channels || a.height !== b.height || a.width !== b.width) return Infinity;
  return a.data.reduce((most, value, i) => Math.max(most, Math.abs(value - b.data[i])), 0);
}
