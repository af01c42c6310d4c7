import type { Options } from '../language/option.ts';
import { type Channels, channelsOption, withChannels } from './channels.ts';
import { count, positive, resolveConvention } from './convention.ts';
import { signedDifference } from './difference.ts';
import type { Metric } from './metric.ts';
import { energyOf, largestOf, subbands } from './subbands.ts';
import { peakSignalToNoise, type ZeroErrorConvention, zeroErrorOptions } from './zero-error.ts';

export interface SubbandPsnrConvention extends ZeroErrorConvention {
  readonly wavelet: 'haar';
  readonly levels: number;
  /** How a side of odd length is extended: PyWavelets' mode 'symmetric', the last value repeated. */
  readonly boundary: 'symmetric';
  /** 'reference-max': the largest absolute coefficient of the reference's subband; or one number for all. */
  readonly peak: 'reference-max' | number;
  readonly channels: Channels;
}

const options: Options<SubbandPsnrConvention> = {
  wavelet: { enum: ['haar'], description: 'The wavelet; the orthonormal Haar transform.' },
  levels: { ...count, description: 'How often the image is halved; 3 gives LL3, LH3 ... HH1.' },
  boundary: {
    enum: ['symmetric'],
    description: "How a side of odd length is extended: PyWavelets' mode, the last value repeated.",
  },
  peak: {
    anyOf: [{ enum: ['reference-max'] }, positive],
    description: "The largest absolute coefficient of the reference's subband, or one number for all.",
  },
  ...zeroErrorOptions,
  channels: channelsOption,
};

let scratch = new Float64Array(0); // of the last size, for the map of errors

/**
 * Peak signal-to-noise ratio in dB of every Haar subband, under the release's names: LL3, LH3, HL3, HH3, LH2
 * ... HH1. A subband with no signal in the reference has peak 0, so any error in it gives -Infinity.
 */
export const subbandPsnr: Metric<SubbandPsnrConvention> = {
  name: 'subband-psnr',
  title: 'Peak signal-to-noise ratio by Haar subband',
  description:
    "PSNR in dB of every Haar subband: LL3, LH3, HL3, HH3, LH2 ... HH1, the peak that of the reference's subband. An error in a subband that is empty in the reference gives -Infinity.",
  unit: 'dB',
  direction: 'higher',
  kind: 'fidelity',
  needs: ['reference'],
  convention: {
    wavelet: 'haar',
    levels: 3,
    boundary: 'symmetric',
    peak: 'reference-max',
    zeroError: 100,
    zeroBelow: 1e-12,
    channels: 'grey',
  },
  options,
  resolve: (given) => resolveConvention('subband-psnr', options, subbandPsnr.convention, given),
  compute({ image, reference }, convention) {
    const [a, b] = [withChannels(image, convention.channels), withChannels(reference, convention.channels)];
    // The transform is linear: the error of a subband is the subband of the error.
    if (scratch.length !== a.data.length) scratch = new Float64Array(a.data.length);
    const errors = subbands(signedDifference('subband-psnr', a, b, scratch), convention.levels);
    const signals = subbands(b, convention.levels);
    const score: Record<string, number> = {};
    errors.forEach((error, i) => {
      const values = error.planes.reduce((total, plane) => total + plane.data.length, 0);
      const peak = convention.peak === 'reference-max' ? largestOf(signals[i]) : convention.peak;
      score[error.name] = peakSignalToNoise(energyOf(error) / values, peak, convention);
    });
    return score;
  },
};
