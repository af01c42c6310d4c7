import { cropTo, padToMultiple } from '../../networks/pad-to-multiple.ts';
import type { Tensor } from '../../networks/tensor.ts';
import { createImage, type Image } from '../../numeric/image.ts';
import { InputError } from '../../numeric/input-error.ts';
import type { Vae } from './vae.ts';

/** What an autoencoder makes of an image. */
export interface Reconstruction {
  readonly copy: Image;
  readonly latent: Tensor;
  /** The size that the image was mirrored to before, and cropped back from; null where its own fits. */
  readonly padded: { readonly height: number; readonly width: number } | null;
}

/**
 * An image `[C, H, W]` through an autoencoder and back. Where the autoencoder's factor does not divide its sizes, it is
 * mirrored at its bottom and right edges up to the next that do, and the copy is cropped back.
 * @throws InputError where the copy has another size than the image, as of models whose factor is not known.
 */
export async function reconstruct(vae: Vae, image: Image): Promise<Reconstruction> {
  const { channels, height, width, data } = image;
  const given = { shape: [1, channels, height, width], data };
  const { shape, data: values } = vae.factor === null ? given : padToMultiple(given, vae.factor);
  const [, , high, wide] = shape as readonly [number, number, number, number];
  const latent = await vae.encode(createImage(channels, high, wide, values));
  const copy = await vae.decode(latent);
  if (copy.height !== high || copy.width !== wide) {
    throw new InputError({
      where: vae.name,
      expected: `an image of ${high}x${wide} back`,
      got: `${copy.height}x${copy.width}`,
      remedy: "crop or resize the image to sizes that the autoencoder's factor divides",
    });
  }
  if (high === height && wide === width) return { copy, latent, padded: null };
  const back = cropTo({ shape: [1, copy.channels, high, wide], data: copy.data }, height, width);
  return {
    copy: createImage(copy.channels, height, width, back.data),
    latent,
    padded: { height: high, width: wide },
  };
}
