import { createImage, type Image, shapeOf, toGrey } from '../numeric/image.ts';
import { mean, variance } from '../numeric/moments.ts';

/** One step of 8 bits: what rounding alone can differ by. */
const STEP = 1 / 255;

/**
 * How an LR image fails to show its HR image, in words; undefined where it shows it. It fails where a plain grey of the
 * HR image's mean is as near to the HR image as the LR image is: by squared error, in greys, at the LR image's size.
 * An image that is black, of one value, inverted, on another scale or of something else altogether is found so; an
 * image with a grain of noise, blur or another kernel is not, nor is the LR image of an HR image that is empty itself.
 * @param low LR image and
 * @param image HR image, both in [0, 1]
 */
export function unlikeHigh(low: Image, image: Image): string | undefined {
  if (low.height > image.height || low.width > image.width) {
    return `larger than its HR image (${shapeOf(low)}, ${shapeOf(image)})`;
  }
  const seen = toGrey(low).data;
  const shown = averaged(toGrey(image), low.height, low.width);
  const away = mean(seen.map((value, i) => (value - shown[i]!) ** 2));
  // Rounding must not tell a grey of just the mean from itself.
  if (away < Math.max(variance(shown, 0) * (1 - 1e-9), STEP ** 2)) return undefined;
  const only = oneValue(low);
  return only === undefined
    ? 'farther from its HR image than a plain grey is'
    : `${only === 0 ? 'black' : `${Number(only.toPrecision(3))}`} everywhere`;
}

/** The value that an image has everywhere, if it has one. */
export function oneValue({ data }: Image): number | undefined {
  return data.every((value) => value === data[0]) ? data[0] : undefined;
}

/** Means over the pixels of a plane that fall into each pixel of a smaller one. */
function averaged({ height, width, data }: Image, rows: number, columns: number): Float64Array {
  const sums = createImage(1, rows, columns).data;
  const counts = new Float64Array(sums.length);
  for (let y = 0; y < height; y++) {
    const row = Math.floor((y * rows) / height) * columns;
    for (let x = 0; x < width; x++) {
      const at = row + Math.floor((x * columns) / width);
      sums[at]! += data[y * width + x]!;
      counts[at]! += 1;
    }
  }
  return sums.map((sum, i) => sum / counts[i]!);
}
