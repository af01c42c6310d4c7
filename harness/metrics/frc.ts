import type { Options } from '../language/option.ts';
import { assertComparable } from '../numeric/image.ts';
import { InputError } from '../numeric/input-error.ts';
import { type Channels, channelsOption, withChannels } from './channels.ts';
import { resolveConvention } from './convention.ts';
import { resolvedShare, ringCurve } from './fourier-ring.ts';
import type { Metric } from './metric.ts';

export interface FrcConvention {
  /** Correlation below which a ring is not resolved. */
  readonly threshold: number;
  readonly channels: Channels;
}

const options: Options<FrcConvention> = {
  threshold: {
    type: 'number',
    minimum: 0,
    maximum: 1,
    description: 'Correlation below which a ring of frequencies counts as not resolved.',
  },
  channels: channelsOption,
};

/** Resolution of an image against its reference by Fourier ring correlation, at a fixed threshold and half-bit. */
export const frc: Metric<FrcConvention> = {
  name: 'frc',
  title: 'Resolution by Fourier ring correlation',
  description:
    "Frequency, as a share of Nyquist's, up to which image and reference correlate: where their Fourier ring correlation (Hann window, inscribed rings) first falls below a fixed threshold, and below the half-bit curve of van Heel and Schatz (2005). 2 over the share is the resolution in pixels.",
  unit: '1',
  direction: 'higher',
  kind: 'rings',
  needs: ['reference'],
  convention: { threshold: 0.143, channels: 'grey' },
  options,
  resolve: (given) => resolveConvention('frc', options, frc.convention, given),
  compute({ image, reference }, { threshold, channels }) {
    const [a, b] = [withChannels(image, channels), withChannels(reference, channels)];
    assertComparable('frc', a, b);
    if (Math.min(a.height, a.width) < 4) {
      throw new InputError({
        where: 'frc',
        expected: 'sides of at least 4 pixels, for two rings',
        got: `${a.height}x${a.width}`,
        remedy: 'score a larger image',
      });
    }
    const curve = ringCurve(a, b);
    return { fixed: resolvedShare(curve, threshold), halfBit: resolvedShare(curve, 'half-bit') };
  },
};
