import { InputError } from '../numeric/input-error.ts';
import type { Tensor } from './tensor.ts';
import type { Unet2dConfig } from './unet-2d.ts';

/**
 * Refuses a checkpoint of a denoiser for other latents by what tells them apart, before any list of tensors: the
 * channels of its first and last layer, and the levels that attend, which follow from the size that it was trained at.
 * @param tensors of the denoiser's checkpoint, by names that end as `unet2d` calls them
 * @param config of the denoiser for the latents at hand
 * @param side of these latents
 * @param where the checkpoint, for messages
 * @throws InputError
 */
export function assertDenoiserFits(
  tensors: ReadonlyMap<string, Tensor>,
  { inChannels, outChannels, attentionLevels }: Unet2dConfig,
  side: number,
  where: string,
): void {
  const shapeOf = (end: string) => [...tensors].find(([name]) => name.endsWith(end))?.[1].shape;
  const trainedIn = shapeOf('conv_in.weight')?.[1] ?? inChannels;
  const trainedOut = shapeOf('conv_out.weight')?.[0] ?? outChannels;
  if (trainedIn !== inChannels || trainedOut !== outChannels) {
    throw new InputError({
      where,
      expected: `a denoiser of ${channels(outChannels, inChannels)}, as the autoencoder here has`,
      got: `one of ${channels(trainedOut, trainedIn)}`,
      remedy:
        'give the denoiser that was trained on the latents of this autoencoder, or name that autoencoder',
    });
  }
  const levels = attending([...tensors.keys()]);
  if (levels.length === 0 || levels.join() === attentionLevels.join()) return;
  const trained = levels.map((level) => 16 * 2 ** level).join(' or ');
  throw new InputError({
    where,
    expected: `latents of ${trained} x ${trained}, at which this denoiser was trained (it attends at level ${levels.join(', ')})`,
    got: `${side} x ${side}`,
    remedy:
      'give images of the size that it was trained on, or the denoiser that was trained on images of this size',
  });
}

function channels(out: number, all: number): string {
  return `${out} latent channels and ${all - out} of the condition`;
}

function attending(names: readonly string[]): number[] {
  const levels = names.flatMap((name) => /(?:^|\.)down_blocks\.(\d+)\.attentions\./.exec(name)?.[1] ?? []);
  return [...new Set(levels)].map(Number).sort((a, b) => a - b);
}
