import type { Options } from '../language/option.ts';
import { type Channels, channelsOption, withChannels } from './channels.ts';
import { positive, resolveConvention } from './convention.ts';
import { signedDifference } from './difference.ts';
import { type Region, regionOption, regionPixels } from './masked.ts';
import type { Metric } from './metric.ts';
import { peakSignalToNoise, type ZeroErrorConvention, zeroErrorOptions } from './zero-error.ts';

export interface RegionPsnrConvention extends ZeroErrorConvention {
  readonly region: Region;
  readonly peak: number;
  readonly channels: Channels;
}

const options: Options<RegionPsnrConvention> = {
  region: regionOption,
  peak: { ...positive, description: 'The largest value that the signal can take.' },
  ...zeroErrorOptions,
  channels: channelsOption,
};

/** Peak signal-to-noise ratio in dB over the pixels inside a mask, or over those outside it. */
export const regionPsnr: Metric<RegionPsnrConvention> = {
  name: 'region-psnr',
  title: 'Peak signal-to-noise ratio of a region',
  description: 'PSNR in dB over the pixels inside the mask, or over those outside it.',
  unit: 'dB',
  direction: 'higher',
  kind: 'fidelity',
  needs: ['reference', 'mask'],
  convention: { region: 'inside', peak: 1, zeroError: 'infinity', zeroBelow: 0, channels: 'grey' },
  options,
  resolve: (given) => resolveConvention('region-psnr', options, regionPsnr.convention, given),
  compute(scored, convention) {
    const where = 'region-psnr';
    const [image, reference] = [scored.image, scored.reference].map((each) =>
      withChannels(each, convention.channels),
    );
    const { data } = signedDifference(where, image, reference);
    const pixels = regionPixels(where, scored, convention.region);
    let [n, sum] = [0, 0];
    for (let i = 0; i < data.length; i++) {
      if (!pixels[i % pixels.length]) continue;
      sum += data[i] * data[i];
      n++;
    }
    return peakSignalToNoise(sum / n, convention.peak, convention);
  },
};
