import type { Options } from '../language/option.ts';
import { InputError } from '../numeric/input-error.ts';
import { type Channels, channelsOption, withChannels } from './channels.ts';
import { positive, resolveConvention } from './convention.ts';
import type { Metric, Scored } from './metric.ts';
import { meanSquaredError } from './mse.ts';
import { peakSignalToNoise, type ZeroErrorConvention, zeroErrorOptions } from './zero-error.ts';

export interface PsnrConvention extends ZeroErrorConvention {
  /** The largest value that the signal can take. */
  readonly peak: number;
  /** 'all' averages the squared error over channels and pixels; 'grey' compares the channels' means. */
  readonly channels: Channels;
}

const options: Options<PsnrConvention> = {
  peak: { ...positive, description: 'The largest value that the signal can take.' },
  ...zeroErrorOptions,
  channels: channelsOption,
};

/** Peak signal-to-noise ratio of one image, in dB: `10 log10(peak^2 / MSE)`. */
export const psnr: Metric<PsnrConvention> = {
  name: 'psnr',
  title: 'Peak signal-to-noise ratio',
  description: 'Peak signal-to-noise ratio of one image, 10 log10(peak^2 / MSE) in dB.',
  unit: 'dB',
  direction: 'higher',
  kind: 'fidelity',
  needs: ['reference'],
  convention: { peak: 1, zeroError: 'infinity', zeroBelow: 0, channels: 'all' },
  options,
  resolve: (given) => resolveConvention('psnr', options, psnr.convention, given),
  compute: (scored, convention) =>
    peakSignalToNoise(squaredError(scored, convention), convention.peak, convention),
};

/**
 * Peak signal-to-noise ratio of a set of images, in dB, from the squared error pooled over all their values
 * (torchmetrics' accumulated PSNR). For images of one size it is at most the mean of their own ratios.
 * @param pairs taken one by one, so that a set need not be in memory
 * @throws InputError when the set is empty, the shapes of a pair differ or a value is not finite.
 */
export async function pooledPsnr(
  pairs: Iterable<Scored> | AsyncIterable<Scored>,
  convention: PsnrConvention,
): Promise<number> {
  let [sum, values] = [0, 0];
  for await (const scored of pairs) {
    const { height, width, channels } = scored.image;
    const length = height * width * (convention.channels === 'grey' ? 1 : channels);
    sum += squaredError(scored, convention) * length;
    values += length;
  }
  if (values === 0) {
    throw new InputError({
      where: 'pooled psnr',
      expected: 'at least one pair of images',
      got: 'none',
      remedy: 'give the set to pool over',
    });
  }
  return peakSignalToNoise(sum / values, convention.peak, convention);
}

function squaredError({ image, reference }: Scored, { channels }: PsnrConvention): number {
  return meanSquaredError('psnr', withChannels(image, channels), withChannels(reference, channels));
}
