import type { Option } from '../language/option.ts';
import { createImage, type Image } from '../numeric/image.ts';
import { InputError } from '../numeric/input-error.ts';
import { type KernelName, kernels } from './kernel.ts';
import { resizePlaneFloat } from './resize-float.ts';
import { nearestPositions } from './resize-nearest.ts';
import { quantise, resizePlaneUint8 } from './resize-uint8.ts';
import { taps } from './taps.ts';

/**
 * How the numbers are held: `float` computes in double precision from start to end; the others round the
 * image to 8 bit first and then compute as Pillow does on 8-bit images, with fixed-point weights and a
 * rounding after each pass. Rounding makes the order of the passes matter: `uint8` has the order of Pillow 13,
 * which begins with the columns where the height shrinks by more than twice what the width does; `uint8-pillow12`
 * that of all versions before, rows always first. On square images the two are one.
 */
export const resizeModes = ['float', 'uint8', 'uint8-pillow12'] as const;

export type ResizeMode = (typeof resizeModes)[number];

export const resizeModeOption: Option<ResizeMode> = {
  enum: resizeModes,
  description:
    'How the numbers are held: `float` in double precision; `uint8` and `uint8-pillow12` rounded to 8 bit first and after each pass, with the order of passes of Pillow 13 or of the versions before.',
};

/**
 * The image resized to `[C, height, width]`, antialiased where it shrinks, each channel by itself.
 *
 * Follows Pillow's `Image.resize`: in the 8-bit modes bit for bit, in mode `float` to the single precision
 * that Pillow's mode `F` keeps between its two passes. Values are not clamped in
 * mode `float`, so that bicubic and Lanczos may overshoot.
 * @throws InputError when a size is not a positive integer.
 */
export function resize(
  image: Image,
  height: number,
  width: number,
  kernel: KernelName,
  mode: ResizeMode,
): Image {
  if (![height, width].every((size) => Number.isInteger(size) && size > 0)) {
    throw new InputError({
      where: 'resize',
      expected: 'a height and a width of at least 1 pixel',
      got: `${height} x ${width}`,
      remedy: 'give whole sizes, or a factor that divides the image',
    });
  }
  const source = mode === 'float' ? image.data : quantise(image.data);
  const result = createImage(image.channels, height, width);
  const resizePlane = planeResizer(image, height, width, kernel, mode);
  const planeIn = image.height * image.width;
  const planeOut = height * width;
  for (let c = 0; c < image.channels; c++) {
    const plane = source.subarray(c * planeIn, (c + 1) * planeIn);
    result.data.set(resizePlane(plane), c * planeOut);
  }
  if (mode !== 'float') for (let i = 0; i < result.data.length; i++) result.data[i] /= 255;
  return result;
}

function planeResizer(from: Image, height: number, width: number, kernel: KernelName, mode: ResizeMode) {
  if (kernel === 'nearest') return nearest(from, height, width);
  // Pillow skips a pass that would not change the size, which keeps overshoot and rounding out of it.
  const across = width === from.width ? undefined : taps(from.width, width, kernels[kernel]);
  const down = height === from.height ? undefined : taps(from.height, height, kernels[kernel]);
  if (mode === 'float') return (plane: Float64Array) => resizePlaneFloat(plane, from.width, across, down);
  const shrunk = from.height - height;
  const downFirst = mode === 'uint8' && shrunk > 0 && shrunk > 2 * (from.width - width);
  return (plane: Float64Array) => resizePlaneUint8(plane, from.width, across, down, downFirst);
}

function nearest(from: Image, height: number, width: number) {
  const rows = nearestPositions(from.height, height);
  const columns = nearestPositions(from.width, width);
  return (plane: Float64Array): Float64Array => {
    const result = new Float64Array(height * width);
    for (let y = 0, i = 0; y < height; y++) {
      const row = rows[y] * from.width;
      for (let x = 0; x < width; x++, i++) result[i] = plane[row + columns[x]];
    }
    return result;
  };
}
