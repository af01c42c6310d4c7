import { assertComparable } from '../numeric/image.ts';
import { type Channels, channelsRule, withChannels } from './channels.ts';
import { count, oneOf, type Rules, resolveConvention } from './convention.ts';
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

const rules: Rules<SubbandEnergyConvention> = {
  wavelet: oneOf('haar'),
  levels: count,
  boundary: oneOf('symmetric'),
  scale: oneOf('absolute', 'relative'),
  channels: channelsRule,
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
  resolve: (options) => resolveConvention('subband-energy', rules, subbandEnergy.convention, options),
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
