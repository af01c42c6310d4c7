import type { Options } from '../language/option.ts';
import { assertComparable } from '../numeric/image.ts';
import { multiplicity, power2d } from '../numeric/power-2d.ts';
import { type Channels, channelsOption, withChannels } from './channels.ts';
import { count, positive, resolveConvention } from './convention.ts';
import type { Metric } from './metric.ts';
import { radialBins } from './radial-bins.ts';

export interface IsotropicSpectrumConvention {
  /** Bins of equal width from 0 to Nyquist's 0.5 cycles per pixel; the corners beyond are left out. */
  readonly bins: number;
  /** 'hann': the periodic Hann window along both axes, against the leakage of the image's edges. */
  readonly window: 'hann' | 'none';
  /** Whether the image's mean is taken off before the window. */
  readonly detrend: 'mean' | 'none';
  /** Added to the mean power before its logarithm. */
  readonly epsilon: number;
  readonly channels: Channels;
}

const options: Options<IsotropicSpectrumConvention> = {
  bins: { ...count, description: "Rings of equal width from 0 to Nyquist's 0.5 cycles per pixel." },
  window: {
    enum: ['hann', 'none'],
    description: "The periodic Hann window along both axes, against the leakage of the image's edges.",
  },
  detrend: {
    enum: ['mean', 'none'],
    description: "Whether the image's mean is taken off before the window.",
  },
  epsilon: { ...positive, description: 'Added to the mean power before its logarithm.' },
  channels: channelsOption,
};

/**
 * Isotropic power spectral density of the image: log10 of the mean over each ring of |F|^2 / sum(w^2), F the
 * transform of the windowed image, with the radius in cycles per pixel along both axes; over all channels.
 */
export const isotropicSpectrum: Metric<IsotropicSpectrumConvention> = {
  name: 'isotropic-spectrum',
  title: 'Isotropic power spectral density',
  description:
    'Isotropic power spectral density of the image alone: log10 of the mean over each ring of |F|^2 / sum(w^2), F the transform of the windowed image, rings in cycles per pixel.',
  unit: 'log10 power',
  direction: 'none: it describes the image alone',
  kind: 'spectrum',
  needs: [],
  convention: { bins: 32, window: 'hann', detrend: 'mean', epsilon: 1e-12, channels: 'grey' },
  options,
  resolve: (given) => resolveConvention('isotropic-spectrum', options, isotropicSpectrum.convention, given),
  compute({ image, reference }, convention) {
    const where = 'isotropic-spectrum';
    assertComparable(where, image, reference);
    const { channels, height, width, data } = withChannels(image, convention.channels);
    const { bins, epsilon } = convention;
    const radial = radialBins(where, height, width, { bins, radius: 'cycles', lastEdge: 'inclusive' });
    const [vertical, horizontal] = [height, width].map((n) => windowOf(n, convention));
    const sums = new Float64Array(bins);
    for (let c = 0; c < channels; c++) {
      const plane = data.slice(c * height * width, (c + 1) * height * width);
      if (convention.detrend === 'mean') takeOffMean(plane);
      for (let i = 0; i < plane.length; i++) {
        plane[i] *= vertical[Math.floor(i / width)] * horizontal[i % width];
      }
      const power = power2d(plane, height, width);
      for (let i = 0; i < power.data.length; i++) {
        const bin = radial.index[i];
        if (bin >= 0) sums[bin] += multiplicity(i % power.rows, height) * power.data[i];
      }
    }
    const energy = squares(vertical) * squares(horizontal) * channels;
    return Array.from(sums, (sum, bin) => Math.log10(sum / (energy * radial.counts[bin]) + epsilon));
  },
};

function windowOf(n: number, { window }: IsotropicSpectrumConvention): Float64Array {
  return Float64Array.from({ length: n }, (_, i) =>
    window === 'hann' && n > 1 ? 0.5 - 0.5 * Math.cos((2 * Math.PI * i) / n) : 1,
  );
}

function takeOffMean(plane: Float64Array): void {
  let sum = 0;
  for (let i = 0; i < plane.length; i++) sum += plane[i];
  const mean = sum / plane.length;
  for (let i = 0; i < plane.length; i++) plane[i] -= mean;
}

function squares(window: Float64Array): number {
  return window.reduce((sum, value) => sum + value * value, 0);
}
