import type { Options } from '../language/option.ts';
import { InputError } from '../numeric/input-error.ts';
import { count, oddSize, positive, resolveConvention } from './convention.ts';

/** The unit of their numbers, and which way they are better. */
export const setMetricUnit = '1';
export const setMetricDirection = 'higher';

/** What a model observer looks for, where, and through which channels. */
export interface ObserverConvention {
  /** `[row, column]` of the pixels about which a signal may lie, counted from 0: the mask is set where one does. */
  readonly places: readonly (readonly number[])[];
  /** Side in pixels of the square about a place that is looked at. */
  readonly side: number;
  readonly channels: 'difference-of-gaussians' | 'gabor';
  /** Where the first channel lies, in cycles per pixel; each further one at 1.4 or 2 times that. */
  readonly lowest: number;
  readonly bands: number;
  /** Of Gabor channels. */
  readonly orientations: number;
  /** How often the images are split anew into those that train and those that are rated. */
  readonly readers: number;
}

const observerConvention: ObserverConvention = {
  places: [],
  side: 15,
  channels: 'difference-of-gaussians',
  lowest: 0.02,
  bands: 8,
  orientations: 4,
  readers: 5,
};

const atLeastTwo = { type: 'integer', minimum: 2 } as const;

/** Metrics of all images of a cell together, and so taken by stages of their own: how they stand beside others. */
export const setMetricWords = {
  observer: {
    title: 'Channelised Hotelling observer',
    description:
      "How well a linear observer tells places with a signal from places without, the signal and its possible places known, the background known by its statistics (Barrett and Myers 2004): Hotelling's template over outputs of channels, trained on the images of some subjects, rates those of others, each image once. auc: the area under the ROC curve, ties counted half; detectability: distance of the mean ratings over the root of their mean variance (d'). What an image's row has is its pseudo-value, so that the mean over images is the figure (the mean over readers), and the spread of subjects about it gives the interval of DeLong, of Obuchowski where an image has several places, and of LeDell et al. (2015) over readers; differences of cells of the same images are paired. auc-of-hr and detectability-of-hr: the same of the HR images. No internal noise: it is no model of a person.",
    convention: observerConvention,
    options: {
      places: {
        type: 'array',
        minItems: 1,
        items: { type: 'array', minItems: 2, items: { type: 'integer', minimum: 0 } },
        description:
          'Row and column of the pixels about which a signal may lie; one does where the mask is set at that pixel.',
      },
      side: { ...oddSize, description: 'Side in pixels of the square about a place that is looked at.' },
      channels: {
        enum: ['difference-of-gaussians', 'gabor'],
        description:
          "Through which channels: Abbey and Barrett's (2001) dense differences of Gaussians, for signals that are round, or Gabor functions of one octave (Wunderlich and Noo 2008), in even phase.",
      },
      lowest: {
        ...positive,
        description:
          "Cycles per pixel: the first Gaussian's standard deviation (each further one's is 1.4 times as large), or the lower end of the first octave.",
      },
      bands: { ...count, description: 'Differences of Gaussians, or octaves.' },
      orientations: { ...count, description: 'Directions of Gabor functions in each octave.' },
      readers: {
        ...atLeastTwo,
        description:
          'Into how many parts the subjects are drawn: each reader is trained on all parts but one, and rates that one.',
      },
    } satisfies Options<ObserverConvention>,
  },
} as const;

export type SetMetric = keyof typeof setMetricWords;

export function isSetMetric(name: string): name is SetMetric {
  return Object.hasOwn(setMetricWords, name);
}

/** The complete convention of `observer`. @throws InputError on an unknown option, a wrong value, or without places. */
export function resolveObserver(options: Readonly<Record<string, unknown>>): ObserverConvention {
  const convention = resolveConvention<ObserverConvention>(
    'observer',
    setMetricWords.observer.options,
    observerConvention,
    options,
  );
  const { places } = convention;
  if (places.length > 0 && places.every((place) => place.length === 2)) return convention;
  throw new InputError({
    where: 'metric observer, option places',
    expected: 'a list of [row, column]',
    got: JSON.stringify(places),
    remedy: 'say about which pixels a signal may lie',
  });
}
