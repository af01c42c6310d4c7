import { assertComparable } from '../numeric/image.ts';
import { withChannels } from './channels.ts';
import { oneOf, resolveConvention } from './convention.ts';
import type { Metric } from './metric.ts';
import { type PowerSpectrumConvention, powerSpectrumRules, radialLogPower } from './power-spectrum.ts';

export interface LogPowerDistanceConvention extends PowerSpectrumConvention {
  /** How the bins' differences become one number: root mean square, or mean of absolute values. */
  readonly mean: 'quadratic' | 'absolute';
}

/** Distance between the radial log-power spectra of image and reference, in decades of power. */
export const logPowerDistance: Metric<LogPowerDistanceConvention> = {
  name: 'log-power-distance',
  title: 'Log-power distance between radial spectra',
  unit: 'log10 power',
  direction: 'lower',
  kind: 'distance',
  needs: ['reference'],
  convention: { bins: 10, epsilon: 1e-12, lastEdge: 'inclusive', channels: 'grey', mean: 'quadratic' },
  resolve: (options) =>
    resolveConvention(
      'log-power-distance',
      { ...powerSpectrumRules, mean: oneOf('quadratic', 'absolute') },
      logPowerDistance.convention,
      options,
    ),
  compute({ image, reference }, convention) {
    const where = 'log-power-distance';
    const [a, b] = [withChannels(image, convention.channels), withChannels(reference, convention.channels)];
    assertComparable(where, a, b);
    const differences = logPowerDifferences(
      radialLogPower(where, a, convention),
      radialLogPower(where, b, convention),
    );
    const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
    return convention.mean === 'quadratic'
      ? Math.sqrt(mean(differences.map((difference) => difference ** 2)))
      : mean(differences.map(Math.abs));
  },
};

/** Differences `image - reference` of two radial spectra, bin by bin: positive where power is in excess. */
export function logPowerDifferences(image: readonly number[], reference: readonly number[]): number[] {
  return image.map((power, bin) => power - reference[bin]);
}
