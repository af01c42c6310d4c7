import { InputError } from '../numeric/input-error.ts';

/** Sizes of a batch of latents, `[B, C, H, W]`. */
export type LatentShape = readonly [batch: number, channels: number, height: number, width: number];

/** The number of values of one latent, C H W. */
export function latentLength([, channels, height, width]: LatentShape): number {
  return channels * height * width;
}

/** @throws InputError when a size is not a positive integer or the values are not B C H W many. */
export function assertLatents(where: string, shape: LatentShape, data: { readonly length: number }): void {
  if (shape.length !== 4 || !shape.every((size) => Number.isInteger(size) && size > 0)) {
    throw new InputError({
      where,
      expected: 'positive integer sizes [B, C, H, W]',
      got: `[${shape.join(', ')}]`,
      remedy: 'give the sizes of a batch that is not empty',
    });
  }
  const length = shape[0] * latentLength(shape);
  if (data.length === length) return;
  throw new InputError({
    where,
    expected: `${length} values for [${shape.join(', ')}]`,
    got: `${data.length}`,
    remedy: 'give values and sizes that agree',
  });
}
