import type { IntervalsConvention } from '../metrics/draw-metrics.ts';
import { leastCovering, neededFactors, spreadOf } from '../metrics/draw-spread.ts';
import type { Image } from '../numeric/image.ts';
import { mean, standardDeviation } from '../numeric/moments.ts';
import { conformalBound } from '../statistics/split-conformal.ts';

/** Several draws of one sample, what they should be, and what the autoencoder makes of that. */
export interface DrawnSample {
  readonly id: string;
  readonly subject: string;
  /** The first is the image that other scores are of. */
  readonly draws: readonly Image[];
  readonly reference: Image;
  readonly floor: Image;
}

/** What calibrated intervals come to on one sample. */
export interface IntervalScores {
  /** 1 where they hold the share of pixels that was asked for, else 0. */
  readonly held: number;
  readonly covered: number;
  readonly width: number;
  readonly factor: number;
  /** Absent for an image without hallucinated pixels. */
  readonly outside?: number;
}

/**
 * Intervals `mean +- factor * spread` of every pixel, the factor by split-conformal calibration: a subject's score is
 * what its worst image needs for the share of its pixels, and the factor is the conformal bound of the subjects in
 * `calibrating`.
 * @returns the scores of the samples of all other subjects, by id
 * @throws InputError where too few subjects calibrate for the coverage
 */
export function calibratedIntervals(
  where: string,
  samples: readonly DrawnSample[],
  calibrating: ReadonlySet<string>,
  { share, alpha }: Pick<IntervalsConvention, 'share' | 'alpha'>,
): ReadonlyMap<string, IntervalScores> {
  const drawn = samples.map((sample) => {
    const spread = spreadOf(sample.draws);
    const needed = neededFactors(spread, sample.reference);
    return { ...sample, ...spread, needed, least: leastCovering(needed, share) };
  });
  const worst = new Map<string, number>();
  for (const { subject, least } of drawn) {
    if (calibrating.has(subject)) worst.set(subject, Math.max(worst.get(subject) ?? 0, least));
  }
  const factor = conformalBound(where, [...worst.values()], alpha);
  return new Map(
    drawn
      .filter(({ subject }) => !calibrating.has(subject))
      .map((sample) => {
        const { id, needed, least, spread } = sample;
        const hallucinated = beyond(sample);
        const outside = hallucinated.filter((i) => needed[i] > factor).length;
        return [
          id,
          {
            held: Number(least <= factor),
            covered: needed.filter((value) => value <= factor).length / needed.length,
            width: 2 * factor * mean(spread),
            factor,
            ...(hallucinated.length > 0 && { outside: outside / hallucinated.length }),
          },
        ];
      }),
  );
}

/** Where the first draw has more than the reference by the floor's mean error and two standard deviations. */
function beyond({ draws, reference, floor }: DrawnSample): readonly number[] {
  const errors = floor.data.map((value, i) => Math.abs(value - reference.data[i]));
  const threshold = mean(errors) + 2 * standardDeviation(errors, 0);
  return Array.from(errors.keys()).filter((i) => draws[0].data[i] - reference.data[i] > threshold);
}
