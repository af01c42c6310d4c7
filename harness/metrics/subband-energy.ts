import type { Options } from '../language/option.ts';
import { assertComparable } from '../numeric/image.ts';
import { type Channels, channelsOption, withChannels } from './channels.ts';
import { count, resolveConvention } from './convention.ts';
import type { Metric } from './metric.ts';
import { energyOf, subbands } from './subbands.ts';

export interface SubbandEnergyConvention {
  readonly wavelet: 'haar';
  readonly levels: number;
  /** How a side of odd length is extended: PyWavelets' mode 'symmetric', the last value repeated. */
  readonly boundary: 'symmetric';
  /** 'absolute': sum of squared coefficients; 'relative': its share of all subbands' sum. */
  readonly scale: 'absolute' | 'relative';
  readonly channels: Channels;
}

const options: Options<SubbandEnergyConvention> = {
  wavelet: { enum: ['haar'], description: 'The wavelet; the orthonormal Haar transform.' },
  levels: { ...count, description: 'How often the image is halved; 3 gives LL3, LH3 ... HH1.' },
  boundary: {
    enum: ['symmetric'],
    description: "How a side of odd length is extended: PyWavelets' mode, the last value repeated.",
  },
  scale: {
    enum: ['absolute', 'relative'],
    description: "Sum of squared coefficients, or its share of all subbands' sum.",
  },
  channels: channelsOption,
};

/**
 * Energy of every Haar subband of the image, under the release's names. Where no side is odd at any level the
 * absolute energies sum to the image's. The shares of an image without energy are 0.
 */
export const subbandEnergy: Metric<SubbandEnergyConvention> = {
  name: 'subband-energy',
  title: 'Energy by Haar subband',
  description:
    'Sum of squared Haar coefficients of every subband of the image alone, or its share of all. Where no side is odd the energies sum to that of the image.',
  unit: '1',
  direction: 'none: it describes the image alone',
  kind: 'spectrum',
  needs: [],
  convention: {
    wavelet: 'haar',
    levels: 3,
    boundary: 'symmetric',
    scale: 'absolute',
    channels: 'grey',
  },
  options,
  resolve: (given) => resolveConvention('subband-energy', options, subbandEnergy.convention, given),
  compute({ image, reference }, { channels, levels, scale }) {
    assertComparable('subband-energy', image, reference);
    const energies = subbands(withChannels(image, channels), levels).map(
      (band) => [band.name, energyOf(band)] as const,
    );
    const total = energies.reduce((sum, [, energy]) => sum + energy, 0);
    const divisor = scale === 'relative' && total > 0 ? total : 1;
    return Object.fromEntries(energies.map(([name, energy]) => [name, energy / divisor]));
  },
};
