import type { Tensor } from './tensor.ts';

/**
 * Images `[B, C, H, W]` mirrored at their bottom and right edges, the edge itself not repeated (NumPy's `reflect`), up
 * to the next height and width that `multiple` divides; as they are where it divides them.
 */
export function padToMultiple<Data extends Float32Array | Float64Array>(
  images: Tensor<Data>,
  multiple: number,
): Tensor<Data> {
  const [, , height, width] = images.shape as readonly [number, number, number, number];
  const next = (size: number) => Math.ceil(size / multiple) * multiple;
  return resampled(images, next(height), next(width));
}

/** The upper left part of images `[B, C, H, W]`: what {@link padToMultiple} was given. */
export function cropTo<Data extends Float32Array | Float64Array>(
  images: Tensor<Data>,
  height: number,
  width: number,
): Tensor<Data> {
  return resampled(images, height, width);
}

/** Rows and columns of the infinite image that the mirrored one is a part of. */
function resampled<Data extends Float32Array | Float64Array>(
  { shape, data }: Tensor<Data>,
  height: number,
  width: number,
): Tensor<Data> {
  const [batch, channels, fromHeight, fromWidth] = shape as readonly [number, number, number, number];
  if (height === fromHeight && width === fromWidth) return { shape, data };
  const columns = Int32Array.from({ length: width }, (_, x) => mirrored(x, fromWidth));
  const planes = batch * channels;
  const length = planes * height * width;
  const to = (data instanceof Float32Array ? new Float32Array(length) : new Float64Array(length)) as Data;
  for (let plane = 0, i = 0; plane < planes; plane++) {
    for (let y = 0; y < height; y++) {
      const row = (plane * fromHeight + mirrored(y, fromHeight)) * fromWidth;
      for (let x = 0; x < width; x++, i++) to[i] = data[row + columns[x]!]!;
    }
  }
  return { shape: [batch, channels, height, width], data: to };
}

/** Back and forth between the edges, as often as it takes. */
function mirrored(index: number, size: number): number {
  if (size === 1) return 0;
  const period = 2 * (size - 1);
  const within = index % period;
  return within < size ? within : period - within;
}
