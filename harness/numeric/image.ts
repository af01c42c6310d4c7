import { InputError } from './input-error.ts';

/** An image `[C, H, W]`, planar, nominally in [0, 1]. */
export interface Image {
  readonly channels: number;
  readonly height: number;
  readonly width: number;
  /** `channels * height * width` values; index `(c * height + y) * width + x`. */
  readonly data: Float64Array;
}

/**
 * An image `[C, H, W]` over `data`, which is not copied.
 * @throws InputError when the sizes are not positive integers or do not give `data.length`.
 */
export function createImage(channels: number, height: number, width: number, data?: Float64Array): Image {
  const length = channels * height * width;
  if (![channels, height, width].every((size) => Number.isInteger(size) && size > 0)) {
    throw new InputError({
      where: 'image',
      expected: 'positive integer sizes [C, H, W]',
      got: `[${channels}, ${height}, ${width}]`,
      remedy: 'give the sizes of a non-empty image',
    });
  }
  if (data && data.length !== length) {
    throw new InputError({
      where: 'image',
      expected: `${length} values for [${channels}, ${height}, ${width}]`,
      got: `${data.length}`,
      remedy: 'give data and sizes that agree',
    });
  }
  return { channels, height, width, data: data ?? new Float64Array(length) };
}

/** `[C, H, W]` as text, for messages. */
export function shapeOf(image: Image): string {
  return `[${image.channels}, ${image.height}, ${image.width}]`;
}

/**
 * Stops on images that cannot be compared.
 * @param where the place for the message, such as a metric's name
 * @throws InputError when the shapes differ or either image holds NaN or an infinity.
 */
export function assertComparable(where: string, image: Image, reference: Image): void {
  assertSameShape(where, image, reference);
  assertFinite(`${where}: image`, image);
  assertFinite(`${where}: reference`, reference);
}

/** @throws InputError when the shapes differ. */
export function assertSameShape(where: string, image: Image, reference: Image): void {
  if (
    image.channels !== reference.channels ||
    image.height !== reference.height ||
    image.width !== reference.width
  ) {
    throw new InputError({
      where,
      expected: `two images of one shape [C, H, W], the reference's ${shapeOf(reference)}`,
      got: shapeOf(image),
      remedy: 'resize or convert one of them first',
    });
  }
}

/** @throws InputError naming the first NaN or infinite value. */
export function assertFinite(where: string, image: Image): void {
  const { data, height, width } = image;
  if (allFinite(data)) return;
  for (let i = 0; i < data.length; i++) {
    if (Number.isFinite(data[i])) continue;
    const x = i % width;
    const y = Math.floor(i / width) % height;
    throw new InputError({
      where,
      expected: 'finite values',
      got: `${data[i]} at row ${y}, column ${x}`,
      remedy: 'mend or mask the image before scoring it',
    });
  }
}

// Times zero a finite value is zero and any other is NaN: one branch for all values instead of one for each,
// and four sums, since one would make every addition wait for the one before.
function allFinite(data: Float64Array): boolean {
  const quarters = data.length - (data.length % 4);
  let [s0, s1, s2, s3] = [0, 0, 0, 0];
  for (let i = 0; i < quarters; i += 4) {
    s0 += data[i] * 0;
    s1 += data[i + 1] * 0;
    s2 += data[i + 2] * 0;
    s3 += data[i + 3] * 0;
  }
  for (let i = quarters; i < data.length; i++) s0 += data[i] * 0;
  return s0 + s1 + s2 + s3 === 0;
}

/**
 * Mean over the channels: `[C, H, W]` to `[1, H, W]`. A grey image is returned as it is, and one that was copied to
 * several channels comes back to the last digit: the mean is taken of what the others differ from the first.
 */
export function toGrey(image: Image): Image {
  if (image.channels === 1) return image;
  const { channels, height, width, data } = image;
  const plane = height * width;
  const grey = createImage(1, height, width);
  for (let c = 1; c < channels; c++) {
    for (let i = 0; i < plane; i++) grey.data[i] += data[c * plane + i] - data[i];
  }
  for (let i = 0; i < plane; i++) grey.data[i] = data[i] + grey.data[i] / channels;
  return grey;
}
