import { type Channels, channelsRule, withChannels } from './channels.ts';
import { oneOf, positive, type Rules, resolveConvention } from './convention.ts';
import { signedDifference } from './difference.ts';
import { type Region, regionPixels } from './masked.ts';
import type { Metric } from './metric.ts';
import { peakSignalToNoise, type ZeroErrorConvention, zeroErrorRules } from './zero-error.ts';

export interface RegionPsnrConvention extends ZeroErrorConvention {
  readonly region: Region;
  readonly peak: number;
  readonly channels: Channels;
}

const rules: Rules<RegionPsnrConvention> = {
  region: oneOf('inside', 'outside'),
  peak: positive,
  ...zeroErrorRules,
  channels: channelsRule,
};

/** Peak signal-to-noise ratio in dB over the pixels inside a mask, or over those outside it. */
export const regionPsnr: Metric<RegionPsnrConvention> = {
  name: 'region-psnr',
  title: 'Peak signal-to-noise ratio of a region',
  description: 'PSNR in dB over the pixels inside the mask, and over those outside it.',
  unit: 'dB',
  direction: 'higher',
  kind: 'fidelity',
  needs: ['reference', 'mask'],
  convention: { region: 'inside', peak: 1, zeroError: 'infinity', zeroBelow: 0, channels: 'grey' },
  resolve: (options) => resolveConvention('region-psnr', rules, regionPsnr.convention, options),
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
