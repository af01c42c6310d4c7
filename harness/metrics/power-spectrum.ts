import { assertComparable, type Image } from '../numeric/image.ts';
import { type HalfPower, multiplicity, power2d } from '../numeric/power-2d.ts';
import { type Channels, channelsRule, withChannels } from './channels.ts';
import { count, oneOf, positive, type Rules, resolveConvention } from './convention.ts';
import type { Metric } from './metric.ts';
import { type RadialBins, radialBins } from './radial-bins.ts';

export interface PowerSpectrumConvention {
  /** Bins of equal width from radius 0 to the farthest corner of the spectrum. */
  readonly bins: number;
  /** Added to the power before its logarithm. */
  readonly epsilon: number;
  /** Whether the last bin holds the farthest corner itself. */
  readonly lastEdge: 'inclusive' | 'exclusive';
  readonly channels: Channels;
}

export const powerSpectrumRules: Rules<PowerSpectrumConvention> = {
  bins: count,
  epsilon: positive,
  lastEdge: oneOf('inclusive', 'exclusive'),
  channels: channelsRule,
};

/**
 * The release's radial power spectrum of the image: in each bin of radial frequency the mean of
 * log10(|F|^2 + epsilon), F the unnormalised 2-D discrete Fourier transform; averaged over the channels.
 */
export const powerSpectrum: Metric<PowerSpectrumConvention> = {
  name: 'power-spectrum',
  title: 'Radial power spectrum',
  unit: 'log10 power',
  direction: 'none',
  kind: 'spectrum',
  needs: [],
  convention: { bins: 10, epsilon: 1e-12, lastEdge: 'inclusive', channels: 'grey' },
  resolve: (options) =>
    resolveConvention('power-spectrum', powerSpectrumRules, powerSpectrum.convention, options),
  compute({ image, reference }, convention) {
    assertComparable('power-spectrum', image, reference);
    return radialLogPower('power-spectrum', image, convention);
  },
};

/**
 * Mean log10 power of each radial bin, over all channels of the convention.
 * @throws InputError when the image is too small for the bins.
 */
export function radialLogPower(where: string, image: Image, convention: PowerSpectrumConvention): number[] {
  const { channels, height, width, data } = withChannels(image, convention.channels);
  const { bins, epsilon, lastEdge } = convention;
  const radial = radialBins(where, height, width, { bins, radius: 'index', lastEdge });
  const area = height * width;
  const sums = new Float64Array(bins);
  for (let c = 0; c < channels; c++) {
    addLogs(power2d(data.subarray(c * area, (c + 1) * area), height, width), radial, epsilon, sums);
  }
  return Array.from(sums, (sum, bin) => sum / (channels * radial.counts[bin]));
}

// Logarithms are slow: powers of one bin are multiplied as long as the product stays well inside the range of
// a double, and the logarithm is taken of the product.
function addLogs(
  { height, width, rows, data }: HalfPower,
  { index }: RadialBins,
  epsilon: number,
  sums: Float64Array,
): void {
  const products = new Float64Array(sums.length).fill(1);
  for (let kx = 0, i = 0; kx < width; kx++) {
    for (let ky = 0; ky < rows; ky++, i++) {
      const bin = index[i];
      if (bin < 0) continue;
      const power = data[i] + epsilon;
      const product = products[bin] * (multiplicity(ky, height) === 2 ? power * power : power);
      if (product > 1e-150 && product < 1e150) {
        products[bin] = product;
      } else {
        sums[bin] += Math.log10(products[bin]) + multiplicity(ky, height) * Math.log10(power);
        products[bin] = 1;
      }
    }
  }
  for (let bin = 0; bin < sums.length; bin++) sums[bin] += Math.log10(products[bin]);
}
