import type { Options } from '../language/option.ts';
import { assertComparable } from '../numeric/image.ts';
import { InputError } from '../numeric/input-error.ts';
import { withChannels } from './channels.ts';
import { count, resolveConvention, wholeNumber } from './convention.ts';
import type { Metric } from './metric.ts';
import { type PowerSpectrumConvention, powerSpectrumOptions, radialLogPower } from './power-spectrum.ts';

export interface LogPowerDistanceConvention extends PowerSpectrumConvention {
  /** How the bins' differences become one number: root mean square, or mean of absolute values. */
  readonly mean: 'quadratic' | 'absolute';
  /** The bins that count: from this one, counted from 0 ... */
  readonly from: number;
  /** ... to the one before this, or to the last. */
  readonly to: number | 'end';
}

const options: Options<LogPowerDistanceConvention> = {
  ...powerSpectrumOptions,
  mean: {
    enum: ['quadratic', 'absolute'],
    description: "How the bins' differences become one number: root mean square, or mean of absolute values.",
  },
  from: { ...wholeNumber, description: 'The first bin that counts, from 0.' },
  to: {
    anyOf: [{ enum: ['end'] }, count],
    description: 'The bin before which counting stops, or `end` for all the rest.',
  },
};

/** Distance between the radial log-power spectra of image and reference, in decades of power. */
export const logPowerDistance: Metric<LogPowerDistanceConvention> = {
  name: 'log-power-distance',
  title: 'Log-power distance between radial spectra',
  description:
    'Distance in decades between the radial log-power spectra of image and reference: the root mean square, or mean absolute, difference over the bins that count.',
  unit: 'log10 power',
  direction: 'lower',
  kind: 'distance',
  needs: ['reference'],
  convention: {
    bins: 10,
    epsilon: 1e-12,
    lastEdge: 'inclusive',
    channels: 'grey',
    mean: 'quadratic',
    from: 0,
    to: 'end',
  },
  options,
  resolve(given) {
    const resolved = resolveConvention('log-power-distance', options, logPowerDistance.convention, given);
    const to = resolved.to === 'end' ? resolved.bins : resolved.to;
    if (resolved.from < to && to <= resolved.bins) return resolved;
    throw new InputError({
      where: 'metric log-power-distance, options from and to',
      expected: `at least one bin of the ${resolved.bins}`,
      got: `${resolved.from} to ${resolved.to}`,
      remedy: 'widen the band or ask for more bins',
    });
  },
  compute({ image, reference }, convention) {
    const where = 'log-power-distance';
    const [a, b] = [withChannels(image, convention.channels), withChannels(reference, convention.channels)];
    assertComparable(where, a, b);
    const differences = logPowerDifferences(
      radialLogPower(where, a, convention),
      radialLogPower(where, b, convention),
    ).slice(convention.from, convention.to === 'end' ? undefined : convention.to);
    const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
    return convention.mean === 'quadratic'
      ? Math.sqrt(mean(differences.map((difference) => difference ** 2)))
      : mean(differences.map(Math.abs));
  },
};

/** Differences `image - reference` of two radial spectra, bin by bin: positive where power is in excess. */
function logPowerDifferences(image: readonly number[], reference: readonly number[]): number[] {
  return image.map((power, bin) => power - reference[bin]);
}
