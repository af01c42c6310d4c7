import { assertComparable, createImage, type Image } from '../numeric/image.ts';
import { InputError } from '../numeric/input-error.ts';
import { colourAt, magnitudeMap, signedMap } from './colour-map.ts';

export interface ErrorMapOptions {
  /** `signed`: image - reference; `absolute`: its magnitude. Channels are averaged. */
  readonly kind: 'signed' | 'absolute';
  /** The difference, in the images' own unit, at the end of the colours; larger ones are shown as this one. */
  readonly range: number;
}

/**
 * The difference of two images `[C, H, W]` as colours, `[3, H, W]`: `signed` from -range (blue) over zero
 * (near-white) to +range (brown), `absolute` from zero (black) to range (pale yellow).
 * @throws InputError when the shapes differ, a value is not finite, or the range is not positive.
 */
export function errorMap(image: Image, reference: Image, { kind, range }: ErrorMapOptions): Image {
  assertComparable('error map', image, reference);
  if (!(range > 0 && Number.isFinite(range))) {
    throw new InputError({
      where: 'error map: range',
      expected: 'a positive number',
      got: String(range),
      remedy: 'give the difference at which the colours end',
    });
  }
  const { channels, height, width } = image;
  const plane = height * width;
  const map = createImage(3, height, width);
  for (let i = 0; i < plane; i++) {
    let sum = 0;
    for (let at = i; at < channels * plane; at += plane) {
      const difference = image.data[at] - reference.data[at];
      sum += kind === 'signed' ? difference : Math.abs(difference);
    }
    const relative = sum / channels / range;
    const colour =
      kind === 'signed' ? colourAt(signedMap, 0.5 + relative / 2) : colourAt(magnitudeMap, relative);
    for (let c = 0; c < 3; c++) map.data[c * plane + i] = colour[c];
  }
  return map;
}
