import { cropBorder } from '../../../metrics/crop-border.ts';
import { msSsim } from '../../../metrics/ms-ssim.ts';
import { ssim, ssimMap } from '../../../metrics/ssim.ts';
import { gaussianSsim, presetsFor } from '../../../metrics/ssim-convention.ts';
import { meansWithinBorders } from '../../../metrics/within-borders.ts';
import type { Image } from '../../../numeric/image.ts';
import { windows } from './choices.ts';
import { type Convention, keyOf } from './convention.ts';
import { extremesWithin } from './extremes.ts';
import type { Extremes, Inferable, Observed } from './inferable.ts';
import { isOwnPeak, peakOf } from './peaks.ts';
import { attempted } from './reading.ts';
import type { Pair } from './view.ts';

const ssimChoices = ['window', 'sigma', 'covariance', 'boundary', 'peak'] as const;
const msSsimChoices = ['window', 'sigma', 'covariance', 'scales', 'peak'] as const;

/** The search of what a printed SSIM was taken by. */
export const inferableSsim: Inferable = {
  name: 'ssim',
  unit: '1',
  choices: [...ssimChoices, 'average'],
  departures: 2,
  reach: 0.02,
  readingOf: (convention) => keyOf(convention, ['crop', ...ssimChoices]),
  possible: isOfWholeImages,
  read: similarities,
  reduce: meanOfImages,
};

/** The search of what a printed MS-SSIM was taken by. */
export const inferableMsSsim: Inferable = {
  ...inferableSsim,
  name: 'ms-ssim',
  choices: [...msSsimChoices, 'average'],
  departures: 1,
  readingOf: (convention) => keyOf(convention, ['crop', ...msSsimChoices]),
  read(pair, conventions, volume) {
    const see = seeing(pair, volume);
    const readings = conventions.map((convention) =>
      attempted(() => {
        const { seen, options } = see(convention);
        const scales = convention.scales === 'fitting' ? 'fitting' : Number(convention.scales);
        return msSsim.compute(seen, msSsim.resolve({ ...options, scales })) as number;
      }),
    );
    return Promise.all(readings);
  },
};

/** The mean over images, or over the means of subjects. */
export function meanOfImages({ average }: Convention, observed: readonly Observed[]): number {
  const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
  const values = (some: readonly Observed[]) => some.map(({ value }) => value);
  if (average !== 'volumes') return mean(values(observed));
  const subjects = [...new Set(observed.map(({ subject }) => subject))];
  return mean(subjects.map((subject) => mean(values(observed.filter((one) => one.subject === subject)))));
}

/** No score of a window pools anything over images. */
export function isOfWholeImages({ average }: Convention): boolean {
  return average !== 'pooled';
}

/**
 * Where only pixels with the whole window count, the map of a cropped image is the cropped map: one map gives the means
 * of all borders. Where images are continued beyond their edge it is not, nor where the border decides about the peak.
 */
function similarities(pair: Pair, conventions: readonly Convention[], volume: Extremes) {
  const see = seeing(pair, volume);
  const shared = new Map<string, Convention[]>();
  for (const convention of conventions.filter(isOfOneMap)) {
    const key = keyOf(convention, ssimChoices);
    shared.set(key, [...(shared.get(key) ?? []), convention]);
  }
  const known = new Map<string, readonly number[]>();
  const readings = conventions.map((convention) =>
    attempted(() => {
      const key = keyOf(convention, ssimChoices);
      const group = shared.get(key) ?? [];
      if (isOfOneMap(convention) && group.length > 1) {
        const borders = group.map(({ crop }) => Number(crop)).sort((a, b) => a - b);
        const means = known.get(key) ?? meansOfMap(see({ ...convention, crop: '0' }), borders);
        known.set(key, means);
        const mean = means[borders.indexOf(Number(convention.crop))];
        if (!Number.isNaN(mean)) return mean;
      }
      const { seen, options } = see(convention);
      return ssim.compute(seen, ssim.resolve(options)) as number;
    }),
  );
  return Promise.all(readings);
}

function isOfOneMap(convention: Convention): boolean {
  return convention.boundary === 'crop' && !isOwnPeak(convention);
}

function meansOfMap({ seen, options }: Seen, borders: readonly number[]): readonly number[] {
  return meansWithinBorders(ssimMap('ssim', seen.image, seen.reference, ssim.resolve(options)), borders);
}

/** A pair as a convention has it scored, and the options of the metric for it. */
interface Seen {
  readonly seen: Pair;
  readonly options: Readonly<Record<string, unknown>>;
}

function seeing(pair: Pair, volume: Extremes): (convention: Convention) => Seen {
  let signed: Pair | undefined;
  return (convention) => {
    const { window, sigma, boundary } = convention;
    const border = Number(convention.crop);
    const own: Extremes = isOwnPeak(convention) ? extremesWithin(pair.reference, border) : [0, 1];
    const { peak, signed: inSigned } = peakOf(convention, own, volume);
    if (inSigned) signed ??= { image: toSigned(pair.image), reference: toSigned(pair.reference) };
    const { image, reference } = inSigned ? signed! : pair;
    return {
      seen: { image: cropBorder(image, border, 'crop'), reference: cropBorder(reference, border, 'crop') },
      options: {
        ...windowNamed(window),
        sigma: Number(sigma),
        covariance: covarianceOf(convention),
        ...(boundary !== undefined && { boundary }),
        peak,
      },
    };
  };
}

/** The divisor of variances; where it is the window's own, that of the window's preset. */
export function covarianceOf({ window, covariance }: Convention): string | undefined {
  return covariance === 'own' ? presetsFor(windowNamed(window), gaussianSsim).covariance : covariance;
}

function windowNamed(window = 'gaussian-11') {
  return windows[window as keyof typeof windows];
}

/** [0, 1] to [-1, 1]. */
function toSigned(image: Image): Image {
  const data = new Float64Array(image.data.length);
  for (let i = 0; i < data.length; i++) data[i] = 2 * image.data[i] - 1;
  return { ...image, data };
}
