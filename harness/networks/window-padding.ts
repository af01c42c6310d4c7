import type { Scope } from './scope.ts';
import { misfit, shown } from './shapes.ts';

/**
 * An image `[B, C, H, W]` mirrored at its bottom and right edge, the edge itself not repeated, up to the next
 * size that `multiple` divides.
 * @throws InputError when the image is too small to be mirrored that far.
 */
export function paddedToMultiple<T>(scope: Scope<T>, image: T, multiple: number): T {
  return mirrored(scope, mirrored(scope, image, 2, multiple), 3, multiple);
}

/** The upper left part of an image `[B, C, H, W]`. */
export function croppedTo<T>({ ops }: Scope<T>, image: T, height: number, width: number): T {
  const [, , fromHeight, fromWidth] = ops.shape(image) as [number, number, number, number];
  const rows = height === fromHeight ? image : ops.slice(image, 2, 0, height);
  return width === fromWidth ? rows : ops.slice(rows, 3, 0, width);
}

function mirrored<T>({ ops, path }: Scope<T>, image: T, axis: number, multiple: number): T {
  const size = ops.shape(image)[axis]!;
  const more = (multiple - (size % multiple)) % multiple;
  if (more === 0) return image;
  if (more >= size) throw misfit(path, `an image larger than ${more} pixels`, shown(ops.shape(image)));
  const lines = Array.from({ length: more }, (_, i) => ops.slice(image, axis, size - 2 - i, size - 1 - i));
  return ops.concat([image, ...lines], axis);
}
