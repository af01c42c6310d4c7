import type { Word } from '../language/word.ts';
import { createImage, type Image } from '../numeric/image.ts';
import { InputError } from '../numeric/input-error.ts';
import { assertLatents, type LatentShape } from './latent-shape.ts';

/**
 * What a denoiser sees of the LR image:
 * - `native`, the paper's: the LR image encoded at its own size, the latent then resized to the HR latent's size
 * - `upsampled`: the LR image enlarged to the HR image's size and then encoded
 * - `pixel`: the LR image's own pixels, without an encoder
 */
export const conditionModes = ['native', 'upsampled', 'pixel'] as const;

export type ConditionMode = (typeof conditionModes)[number];

/** What each mode shows the denoiser. */
export const conditionWords: Readonly<Record<ConditionMode, Word>> = {
  native: {
    title: 'The LR image at its own size',
    description: "The LR image encoded as it is, its latent resized to the HR latent's size: the paper's.",
  },
  upsampled: {
    title: 'The enlarged LR image',
    description: "The LR image enlarged to the HR image's size and then encoded.",
  },
  pixel: {
    title: "The LR image's pixels",
    description: "The LR image's own pixels, without an encoder, brought to the latent's size.",
  },
};

/** Values with their sizes, `[B, C, H, W]`. */
export interface Batch {
  readonly shape: LatentShape;
  readonly data: Float32Array;
}

/** What the modes are made of; each mode calls only what it needs. */
export interface ConditionParts {
  encode(images: Batch): Batch | Promise<Batch>;
  /** Enlarges an LR image to the HR image's size: bicubic in the experiments. */
  enlarge(image: Image, height: number, width: number): Image;
  /** Brings a latent to another size: bilinear, corners not aligned, as released. */
  resize(image: Image, height: number, width: number): Image;
  /** Height and width of the HR image. */
  readonly imageSize: readonly [height: number, width: number];
  /** C, H and W of the HR latent. */
  readonly latentSize: readonly [channels: number, height: number, width: number];
  /** What pixels are multiplied by, so that they spread like latents of unit deviation. */
  readonly pixelScale: number;
}

/**
 * The condition for a batch of LR images `[B, C, h, w]`, at the height and width of the HR latent.
 *
 * Pixels keep their order: where the LR image is r times the latent's size, each r x r block becomes r^2
 * channels; where it has the latent's size, its channels are repeated cyclically up to the latent's C.
 * @throws InputError when the LR image's pixels do not divide into the latent's.
 */
export async function condition(mode: ConditionMode, images: Batch, parts: ConditionParts): Promise<Batch> {
  assertLatents('condition', images.shape, images.data);
  if (mode === 'pixel') return pixels(images, parts);
  const { enlarge, imageSize, latentSize, resize } = parts;
  const seen = mode === 'upsampled' ? resized(images, imageSize[0], imageSize[1], enlarge) : images;
  return resized(await parts.encode(seen), latentSize[1], latentSize[2], resize);
}

function resized(batch: Batch, height: number, width: number, by: ConditionParts['resize']): Batch {
  const [count, channels, fromHeight, fromWidth] = batch.shape;
  if (fromHeight === height && fromWidth === width) return batch;
  // Planes are resized one by one, so that all samples' channels may pass as the channels of one image.
  const planes = createImage(count * channels, fromHeight, fromWidth, Float64Array.from(batch.data));
  return { shape: [count, channels, height, width], data: Float32Array.from(by(planes, height, width).data) };
}

function pixels({ shape, data }: Batch, { latentSize, pixelScale }: ConditionParts): Batch {
  const [count, channels, fromHeight, fromWidth] = shape;
  const [latentChannels, height, width] = latentSize;
  const r = fromHeight / height;
  if (!Number.isInteger(r) || fromWidth !== r * width) {
    throw new InputError({
      where: 'pixel condition',
      expected: `an LR image whose sides are one whole multiple of the latent's ${height} x ${width}`,
      got: `${fromHeight} x ${fromWidth}`,
      remedy: 'condition on the native or upsampled image instead',
    });
  }
  const out = r === 1 ? Math.max(channels, latentChannels) : channels * r * r;
  const result = new Float32Array(count * out * height * width);
  for (let b = 0, i = 0; b < count; b++) {
    for (let c = 0; c < out; c++) {
      const source = b * channels + (r === 1 ? c % channels : Math.floor(c / (r * r)));
      const [dy, dx] = r === 1 ? [0, 0] : [Math.floor((c % (r * r)) / r), c % r];
      for (let y = 0; y < height; y++) {
        const row = (source * fromHeight + r * y + dy) * fromWidth + dx;
        for (let x = 0; x < width; x++, i++) result[i] = pixelScale * data[row + r * x];
      }
    }
  }
  return { shape: [count, out, height, width], data: result };
}
