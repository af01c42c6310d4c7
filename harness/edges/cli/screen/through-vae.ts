import type { Scored } from '../../../metrics/metric.ts';
import { psnr } from '../../../metrics/psnr.ts';
import { subbandPsnr } from '../../../metrics/subband-psnr.ts';
import type { Image } from '../../../numeric/image.ts';
import { InputError, type InputFault } from '../../../numeric/input-error.ts';
import type { CollectedImage } from '../../files/images/collection/collection.ts';
import { reconstruct } from '../../networks/reconstruct.ts';
import type { Vae } from '../../networks/vae.ts';

/** The conventions of the scores: both images grey, in [0, 1] and not rounded. */
export const conventions = {
  psnr: psnr.resolve({ channels: 'grey', zeroError: 100, zeroBelow: 1e-12 }),
  'subband-psnr': subbandPsnr.resolve({}),
};

/** An autoencoder's scores of an image. */
export interface ImageScores {
  readonly psnr: number;
  readonly subbands: Readonly<Record<string, number>>;
}

/** What an autoencoder made of images. */
export interface Passed {
  /** By the id of the image; those are missing that it could not take. */
  readonly scores: ReadonlyMap<string, ImageScores>;
  readonly faults: readonly (InputFault & { readonly id: string })[];
  /** Sizes of the first latent, and its numbers for one pixel. */
  readonly latent: readonly number[];
  readonly perPixel: number;
  /** Ids of images that were mirrored up to a size that fits, and of those taken in tiles. */
  readonly padded: readonly string[];
  readonly tiled: readonly string[];
}

/** All images through an autoencoder, one at a time. */
export async function throughVae(
  vae: Vae,
  images: readonly CollectedImage[],
  read: (image: CollectedImage) => Promise<Image>,
  told: (done: number) => void,
): Promise<Passed> {
  const scores = new Map<string, ImageScores>();
  const faults: Passed['faults'][number][] = [];
  const [padded, tiled]: [string[], string[]] = [[], []];
  let first: Pick<Passed, 'latent' | 'perPixel'> | undefined;
  for (const [i, { id, path, ...rest }] of images.entries()) {
    try {
      const image = await read({ id, path, ...rest });
      const made = await reconstruct(vae, image);
      const { latent, copy } = made;
      const { height, width } = made.padded ?? image;
      first ??= { latent, perPixel: latent.reduce((a, b) => a * b) / (height * width) };
      if (made.padded) padded.push(id);
      if (made.tiles > 1) tiled.push(id);
      scores.set(id, scoresOf({ image: copy, reference: image }));
    } catch (error) {
      if (!(error instanceof InputError)) throw error;
      faults.push({ ...error.fault, where: path, id });
    }
    told(i + 1);
  }
  if (!first) throw new InputError(faults[0]!);
  return { scores, faults, ...first, padded, tiled };
}

function scoresOf(pair: Scored): ImageScores {
  return {
    psnr: psnr.compute(pair, conventions.psnr) as number,
    subbands: subbandPsnr.compute(pair, conventions['subband-psnr']) as Record<string, number>,
  };
}
