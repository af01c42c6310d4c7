import type { Options } from '../language/option.ts';
import { assertComparable, type Image } from '../numeric/image.ts';
import { type HalfPower, multiplicity, power2d } from '../numeric/power-2d.ts';
import { type Channels, channelsOption, withChannels } from './channels.ts';
import { count, positive, resolveConvention } from './convention.ts';
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

export const powerSpectrumOptions: Options<PowerSpectrumConvention> = {
  bins: {
    ...count,
    description: 'Bins of equal width from radius 0 to the farthest corner of the spectrum.',
  },
  epsilon: { ...positive, description: 'Added to the power before its logarithm.' },
  lastEdge: {
    enum: ['inclusive', 'exclusive'],
    description: 'Whether the last bin holds the farthest corner itself.',
  },
  channels: channelsOption,
};

/**
 * The release's radial power spectrum of the image: in each bin of radial frequency the mean of
 * log10(|F|^2 + epsilon), F the unnormalised 2-D discrete Fourier transform; averaged over the channels.
 */
export const powerSpectrum: Metric<PowerSpectrumConvention> = {
  name: 'power-spectrum',
  title: 'Radial power spectrum',
  description:
    'Radial power spectrum of the image alone, as released: in each bin of radial frequency the mean of log10(|F|^2 + epsilon), F the unnormalised discrete Fourier transform.',
  unit: 'log10 power',
  direction: 'none: it describes the image alone',
  kind: 'spectrum',
  needs: [],
  convention: { bins: 10, epsilon: 1e-12, lastEdge: 'inclusive', channels: 'grey' },
  options: powerSpectrumOptions,
  resolve: (given) =>
    resolveConvention('power-spectrum', powerSpectrumOptions, powerSpectrum.convention, given),
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

// Every frequency that is held stands for itself and its mirror image, but for those that are their own.
function addLogs(
  { height, width, rows, data }: HalfPower,
  { index }: RadialBins,
  epsilon: number,
  sums: Float64Array,
) {
  for (let kx = 0; kx < width; kx++) addLine(data, index, kx * rows, (kx + 1) * rows, epsilon, sums);
  for (let ky = 0; ky < rows; ky++) {
    if (multiplicity(ky, height) === 2) continue;
    for (let i = ky; i < data.length; i += rows) {
      if (index[i] >= 0) sums[index[i]] -= Math.log10(data[i] + epsilon);
    }
  }
}

// Logarithms are slow: the powers of one bin, which lie side by side, are multiplied for as long as the product
// stays well inside the range of a double, and the logarithm is taken of the product.
function addLine(
  data: Float64Array,
  index: Int16Array,
  start: number,
  end: number,
  epsilon: number,
  sums: Float64Array,
): void {
  let bin = -1;
  let product = 1;
  for (let i = start; i < end; i++) {
    const power = data[i] + epsilon;
    const longer = product * power;
    if (index[i] === bin && longer > 1e-150 && longer < 1e150) {
      product = longer;
      continue;
    }
    if (bin >= 0) sums[bin] += 2 * Math.log10(product);
    bin = index[i];
    product = power;
  }
  if (bin >= 0) sums[bin] += 2 * Math.log10(product);
}
