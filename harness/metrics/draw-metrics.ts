import type { Options } from '../language/option.ts';
import { resolveConvention } from './convention.ts';
import type { Direction } from './direction.ts';

export const drawMetricUnit = '1';

const directions: Readonly<Record<string, Direction>> = {
  held: 'none: it is right where it is the coverage that was asked for',
  covered: 'none: it is right where it is the share that was asked for',
  width: 'lower',
  factor: 'lower',
  outside: 'lower',
};

/** How intervals are made of draws. */
export interface IntervalsConvention {
  /** Draws of each image. */
  readonly draws: number;
  /** Share of an image's values that its intervals are to hold. */
  readonly share: number;
  /** Share of subjects for whom they may fail to. */
  readonly alpha: number;
}

const intervalsConvention: IntervalsConvention = { draws: 5, share: 0.9, alpha: 0.1 };

/** Metrics that look at several draws of each image, and so are taken by stages of their own: how they stand beside others. */
export const drawMetricWords = {
  intervals: {
    title: 'Calibrated intervals of draws',
    description:
      "Intervals of every pixel, mean +- factor * spread of several draws, the factor by split-conformal calibration on half of the subjects: for a further subject, with probability 1 - alpha, they hold the given share of each of its images. Of the other half: held (1 where they do), covered (the share held), width (the mean), factor, and outside (share of hallucinated pixels, by the metric hallucination's threshold at 2 sd of the own floor, where HR lies outside).",
    convention: intervalsConvention,
    options: {
      draws: { type: 'integer', minimum: 2, description: 'Draws of each image, the scored one among them.' },
      share: {
        type: 'number',
        exclusiveMinimum: 0,
        maximum: 1,
        description: "Share of an image's values that its intervals are to hold.",
      },
      alpha: {
        type: 'number',
        exclusiveMinimum: 0,
        maximum: 0.5,
        description: 'Share of subjects for whom they may fail to: 1 less the coverage.',
      },
    } satisfies Options<IntervalsConvention>,
  },
} as const;

export type DrawMetric = keyof typeof drawMetricWords;

export function isDrawMetric(name: string): name is DrawMetric {
  return Object.hasOwn(drawMetricWords, name);
}

/** Which way a number of a metric of draws is better. */
export function drawMetricDirection(part: string): Direction | undefined {
  return directions[part];
}

/** The complete convention of `intervals`. @throws InputError on an unknown option or a value that it cannot have. */
export function resolveIntervals(options: Readonly<Record<string, unknown>>): IntervalsConvention {
  return resolveConvention<IntervalsConvention>(
    'intervals',
    drawMetricWords.intervals.options,
    intervalsConvention,
    options,
  );
}
