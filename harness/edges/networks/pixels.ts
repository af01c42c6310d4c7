import type { Tensor } from '../../networks/tensor.ts';
import { createImage, type Image, toGrey } from '../../numeric/image.ts';
import { InputError } from '../../numeric/input-error.ts';

/**
 * An image in [0, 1] as a network's input `[1, channels, H, W]` in [-1, 1]: grey is copied to three channels,
 * colour averaged to one.
 * @throws InputError when the channels cannot be made so.
 */
export function toSigned(image: Image, channels: number): Tensor {
  return toTensor(image, channels, (value) => 2 * value - 1);
}

/** The same in [0, 1]. @throws as `toSigned` does. */
export function toUnit(image: Image, channels: number): Tensor {
  return toTensor(image, channels, (value) => value);
}

/** A network's output `[1, C, H, W]` in [-1, 1] as an image, clamped to [0, 1]. */
export function fromSigned({ shape, data }: Tensor): Image {
  const [, channels, height, width] = shape as [number, number, number, number];
  const values = Float64Array.from(data, (value) => Math.min(Math.max((value + 1) / 2, 0), 1));
  return createImage(channels, height, width, values);
}

function toTensor(image: Image, channels: number, of: (value: number) => number): Tensor {
  const { height, width } = image;
  const source = channels === 1 ? toGrey(image) : image;
  if (source.channels !== 1 && source.channels !== channels) {
    throw new InputError({
      where: 'image',
      expected: `1 or ${channels} channels`,
      got: `${source.channels}`,
      remedy: 'convert the image first',
    });
  }
  const plane = height * width;
  const data = new Float32Array(channels * plane);
  for (let i = 0; i < data.length; i++) data[i] = of(source.data[i % source.data.length]!);
  return { shape: [1, channels, height, width], data };
}
