import { type KernelName, kernelNames } from '../degrade/kernel.ts';
import { type ResizeMode, resize, resizeModes } from '../degrade/resize.ts';
import { fields } from '../numeric/fields.ts';
import type { Image } from '../numeric/image.ts';

/** A method that needs no training: interpolation by a named kernel. */
export interface Interpolation {
  readonly kind: 'interpolation';
  readonly kernel: KernelName;
  readonly mode: ResizeMode;
}

export type Method = Interpolation;

/**
 * The complete method that a declaration means.
 * @throws InputError on an unknown kind or key and on values that are not allowed.
 */
export function resolveMethod(declaration: unknown, where: string): Method {
  const declared = fields(declaration, where);
  const method: Method = {
    kind: declared.oneOf('kind', ['interpolation']),
    kernel: declared.oneOf('kernel', kernelNames),
    mode: declared.oneOf('mode', resizeModes),
  };
  declared.end();
  return method;
}

/** The LR image `[C, h, w]` brought to `[C, height, width]`. */
export function restore(image: Image, height: number, width: number, method: Method): Image {
  return resize(image, height, width, method.kernel, method.mode);
}
