import type { Options } from '../language/option.ts';
import { assertComparable, toGrey } from '../numeric/image.ts';
import { multiplicity, power2d } from '../numeric/power-2d.ts';
import { resolveConvention } from './convention.ts';
import type { Metric } from './metric.ts';
import { radialBins } from './radial-bins.ts';
import { type Trend, withoutTrend } from './trend.ts';

const RINGS = 8;

export interface NpsConvention {
  readonly detrend: Trend;
}

const options: Options<NpsConvention> = {
  detrend: {
    enum: ['mean', 'quadratic'],
    description:
      'What is taken off before: the mean, or the quadratic surface nearest to the image (IEC 62220-1), against shading.',
  },
};

/**
 * Noise power spectrum of an image of a uniform object, pixels being of side 1: `NPS = |F|^2 / (H W)`, F the
 * transform of the channels' mean less its trend (IEC 62220-1 with the image as its one region; the ensemble is
 * the mean over images). Its integral over frequency is the variance (Parseval).
 */
export const nps: Metric<NpsConvention> = {
  name: 'nps',
  title: 'Noise power spectrum of a uniform object',
  description:
    "Noise power spectrum of the image alone, |F|^2 / (H W) of what is left without its trend: its integral (the variance of the noise), its mean frequency as a share of Nyquist's (0 where there is no noise), and its mean over each of 8 rings of equal width up to Nyquist's frequency.",
  unit: '1',
  direction: 'none: it describes the image alone',
  kind: 'noise',
  needs: [],
  convention: { detrend: 'quadratic' },
  options,
  resolve: (given) => resolveConvention('nps', options, nps.convention, given),
  compute({ image, reference }, { detrend }) {
    assertComparable('nps', image, reference);
    const { height, width, data } = toGrey(image);
    const power = power2d(withoutTrend(data, height, width, detrend), height, width);
    const radial = radialBins('nps', height, width, {
      bins: RINGS,
      radius: 'cycles',
      lastEdge: 'inclusive',
    });
    const rings = new Float64Array(RINGS);
    let [integral, moment] = [0, 0];
    power.data.forEach((value, i) => {
      const [ky, kx] = [i % power.rows, Math.floor(i / power.rows)];
      const density = (multiplicity(ky, height) * value) / (height * width);
      integral += density;
      moment += density * Math.sqrt((ky / height) ** 2 + (Math.min(kx, width - kx) / width) ** 2);
      if (radial.index[i] >= 0) rings[radial.index[i]] += density;
    });
    return {
      variance: integral / (height * width),
      frequency: integral > 0 ? moment / integral / 0.5 : 0,
      ...Object.fromEntries(Array.from(rings, (sum, i) => [`power${i + 1}`, sum / radial.counts[i]])),
    };
  },
};
