import { type Channel, observerChannels } from '../metrics/observer-channels.ts';
import type { ObserverConvention } from '../metrics/set-metrics.ts';
import { type Image, toGrey } from '../numeric/image.ts';
import { InputError } from '../numeric/input-error.ts';
import { hotellingTemplate } from '../statistics/hotelling.ts';
import { type Separation, separation } from '../statistics/ranking/separation.ts';

/** An image with a signal at some of the places, and none at the others. */
export interface ObservedSample {
  readonly id: string;
  readonly image: Image;
  /** Of each place, whether a signal is there. */
  readonly present: readonly boolean[];
  /** Which reader rates it, counted from 0: all others are trained on it. */
  readonly reader: number;
}

/**
 * What a channelised Hotelling observer makes of images: each reader is trained on those that it does not rate.
 * Readers are trainings on parts of the same images, not people: their figures are averaged as in LeDell, Petersen and
 * van der Laan (2015), and no variance of readers is added, as a multi-reader analysis (Gallas 2006) would have it.
 * @returns pseudo-values of the samples, in their order (see {@link separation}): those of each reader about its own figure
 * @throws InputError for a place whose square leaves its image, or too few images for the channels.
 */
export function observed(
  where: string,
  samples: readonly ObservedSample[],
  convention: ObserverConvention,
): Separation {
  const channels = observerChannels(convention);
  const seen = samples.map((sample) => ({
    ...sample,
    outputs: convention.places.map((place) => outputsAt(where, sample, place, convention.side, channels)),
  }));
  const auc = new Float64Array(samples.length);
  const detectability = new Float64Array(samples.length);
  for (const reader of new Set(samples.map((sample) => sample.reader))) {
    const trained = seen.filter((sample) => sample.reader !== reader);
    const own = seen.flatMap((sample, i) => (sample.reader === reader ? [i] : []));
    const template = hotellingTemplate(where, outputsOf(trained, true), outputsOf(trained, false));
    const rated = own.map((i) => {
      const of = (signal: boolean) => outputsOf([seen[i]], signal).map((output) => dot(template, output));
      return { present: of(true), absent: of(false) };
    });
    const found = separation(where, rated);
    own.forEach((i, at) => {
      auc[i] = found.auc[at];
      detectability[i] = found.detectability[at];
    });
  }
  return { auc, detectability };
}

interface Seen extends ObservedSample {
  /** Of each place, what the channels give. */
  readonly outputs: readonly Float64Array[];
}

function outputsOf(seen: readonly Seen[], signal: boolean): Float64Array[] {
  return seen.flatMap(({ outputs, present }) => outputs.filter((_, k) => present[k] === signal));
}

function outputsAt(
  where: string,
  { id, image }: ObservedSample,
  [row, column]: readonly number[],
  side: number,
  channels: readonly Channel[],
): Float64Array {
  const { height, width, data } = toGrey(image);
  const reach = (side - 1) / 2;
  const [top, left] = [row - reach, column - reach];
  if (top < 0 || left < 0 || top + side > height || left + side > width) {
    throw new InputError({
      where: `${where}: sample ${id}`,
      expected: `a square of ${side} pixels about row ${row}, column ${column} within the image`,
      got: `an image of ${height}x${width} pixels`,
      remedy: 'correct the options places or side',
    });
  }
  return Float64Array.from(channels, (channel) => {
    let sum = 0;
    for (let y = 0; y < side; y++)
      for (let x = 0; x < side; x++) sum += channel[y * side + x] * data[(top + y) * width + left + x];
    return sum;
  });
}

function dot(a: Float64Array, b: Float64Array): number {
  return a.reduce((sum, value, i) => sum + value * b[i], 0);
}
