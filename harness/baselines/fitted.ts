import { resize } from '../degrade/resize.ts';
import { createImage, type Image } from '../numeric/image.ts';
import { InputError } from '../numeric/input-error.ts';
import type { Fit } from './method.ts';

/** Height and width. */
export interface Size {
  readonly height: number;
  readonly width: number;
}

/**
 * What a network that enlarges by `factor` is to be given for an image of `target`'s size.
 * @throws InputError where the factor does not divide the target, with `fit` `input`.
 */
export function fittedInput(image: Image, target: Size, factor: number, fit: Fit): Image {
  if (fit === 'output') return image;
  const [height, width] = [target.height / factor, target.width / factor];
  if (!Number.isInteger(height) || !Number.isInteger(width)) {
    throw new InputError({
      where: 'method',
      expected: `an HR image whose height and width ${factor} divides`,
      got: `${target.height}x${target.width}`,
      remedy: 'declare "fit": "output", or a network of another factor',
    });
  }
  return sized(image, { height, width });
}

/** What a network made, brought to the target's size and into [0, 1]. */
export function fittedOutput(enlarged: Image, target: Size): Image {
  const { channels, height, width, data } = sized(enlarged, target);
  // Bicubic weights overshoot.
  return createImage(
    channels,
    height,
    width,
    data.map((value) => Math.min(Math.max(value, 0), 1)),
  );
}

/** By antialiased bicubic interpolation, as in the release, but of numbers that were not cut to 8 bit before. */
function sized(image: Image, { height, width }: Size): Image {
  if (image.height === height && image.width === width) return image;
  return resize(image, height, width, 'bicubic', 'float');
}
