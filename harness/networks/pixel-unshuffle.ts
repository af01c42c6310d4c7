import type { Scope } from './scope.ts';
import { misfit, shown } from './shapes.ts';
import { paddedToMultiple } from './window-padding.ts';

/**
 * Pixels to channels: `[B, C, H r, W r]` to `[B, C r r, H, W]`, the inverse of `pixelShuffle`.
 * @throws InputError when the factor does not divide the image.
 */
export function pixelUnshuffle<T>({ ops, path }: Scope<T>, x: T, factor: number): T {
  const [batch, channels, height, width] = ops.shape(x) as [number, number, number, number];
  const [rows, columns] = [height / factor, width / factor];
  if (!Number.isInteger(rows) || !Number.isInteger(columns))
    throw misfit(path, `an image that ${factor} divides`, shown(ops.shape(x)));
  const pixels = ops.reshape(x, [batch, channels, rows, factor, columns, factor]);
  const blocks = ops.transpose(pixels, [0, 1, 3, 5, 2, 4]);
  return ops.reshape(blocks, [batch, channels * factor ** 2, rows, columns]);
}

/** The same of an image that is first mirrored at the bottom and the right up to what the factor divides. */
export function folded<T>(scope: Scope<T>, image: T, factor: number): T {
  return pixelUnshuffle(scope, paddedToMultiple(scope, image, factor), factor);
}
