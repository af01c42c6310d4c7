import type { Options } from '../language/option.ts';
import { assertComparable, assertSameShape, type Image } from '../numeric/image.ts';
import { InputError } from '../numeric/input-error.ts';
import { type Channels, channelsOption, withChannels } from './channels.ts';
import { nonNegative, resolveConvention } from './convention.ts';
import { regionPixels, required } from './masked.ts';
import type { Metric, Scored } from './metric.ts';

export interface HallucinationConvention {
  /** Standard deviations above the mean of the floor's error at which a difference counts. */
  readonly k: number;
  /** Divisor of the floor's variance: n ('population', the release) or n - 1. */
  readonly deviation: 'population' | 'sample';
  /**
   * Whose reconstruction the floor is: the scored method's 'own' autoencoder, or one 'common' to all methods
   * (the release's); these name the one image that the caller supplies. 'both' takes an
   * image of each, and counts what lies beyond both thresholds.
   */
  readonly floor: 'own' | 'common' | 'both';
  /** Whether a mask limits the threshold's statistics too, or the counted pixels alone. */
  readonly thresholdOver: 'image' | 'mask';
  readonly channels: Channels;
}

const options: Options<HallucinationConvention> = {
  k: {
    ...nonNegative,
    description: "Standard deviations of the floor's error above its mean at which a difference counts.",
  },
  deviation: {
    enum: ['population', 'sample'],
    description: "Divisor of the floor's variance: n, as released, or n - 1.",
  },
  floor: {
    enum: ['own', 'common', 'both'],
    description:
      "Whose reconstruction the floor is: the method's own autoencoder's, one for all methods, or the larger of both.",
  },
  thresholdOver: {
    enum: ['image', 'mask'],
    description: "Whether a mask limits the threshold's statistics too, or the counted pixels alone.",
  },
  channels: channelsOption,
};

/**
 * Hallucinated and lost structure beyond what the autoencoder alone does to the image. With d = image -
 * reference and e = |floor - reference|, the threshold is mean(e) + k sd(e); a value is hallucinated where
 * d > threshold and lost where d < -threshold. The rates are fractions of the counted values (all, or those
 * under the mask), the magnitudes the mean |d| of the values that each rate counts, 0 where it counts none, the
 * error shares their part of the sum of d^2, 0 where no value differs. With both floors the threshold is the
 * larger of theirs.
 */
export const hallucination: Metric<HallucinationConvention> = {
  name: 'hallucination',
  title: 'Hallucination and loss rates',
  description:
    'Rates of structure that an image has too much of or lacks beyond what the autoencoder alone does. With d = image - reference and e = |floor - reference|, a pixel counts where |d| exceeds mean(e) + k sd(e). Beside each rate the mean |d| of the pixels that it counts, and their share of the squared error.',
  unit: '1',
  direction: {
    threshold: 'none: it is of the floor, and no score of the image',
    hallucinated: 'lower',
    lost: 'lower',
    hallucinatedMagnitude: 'none: where fewer values count, their mean may be the larger',
    lostMagnitude: 'none: where fewer values count, their mean may be the larger',
    hallucinatedErrorShare: 'none: it falls as well where the other values err more',
    lostErrorShare: 'none: it falls as well where the other values err more',
  },
  spellings: { hallucinated: 'hallucinated', lost: 'lost' },
  kind: 'rate',
  needs: ['reference', 'floor'],
  accepts: ['mask', 'commonFloor'],
  convention: { k: 2, deviation: 'population', floor: 'own', thresholdOver: 'image', channels: 'grey' },
  options,
  resolve: (given) => resolveConvention('hallucination', options, hallucination.convention, given),
  compute(scored, convention) {
    const where = 'hallucination';
    const [image, reference] = [scored.image, scored.reference].map((each) =>
      withChannels(each, convention.channels),
    );
    assertSameShape(where, image, reference);
    const pixels = scored.mask && regionPixels(where, scored, 'inside');
    if (pixels) assertComparable(where, image, reference); // outside the mask nothing else would look
    const under = ({ data }: Image) => (pixels ? selected(data, pixels) : data);
    const thresholds = floorsOf(scored, convention).map((role) => {
      const given = required(where, role, scored[role], scored.reference);
      const floor = withChannels(given, convention.channels);
      assertSameShape(`${where}, floor`, floor, reference);
      return convention.thresholdOver === 'mask'
        ? floorThreshold(under(floor), under(reference), convention)
        : floorThreshold(floor.data, reference.data, convention);
    });
    const score = beyond(under(image), under(reference), Math.max(...thresholds));
    // A value that is not finite leaves one that is not finite either.
    const sum = score.threshold + score.hallucinatedMagnitude + score.lostMagnitude;
    if (!Number.isFinite(sum)) assertComparable(where, image, reference);
    return score;
  },
};

/** The floors that count. @throws InputError for a second floor that the convention does not look at. */
function floorsOf({ commonFloor }: Scored, { floor }: HallucinationConvention) {
  if (floor === 'both') return ['floor', 'commonFloor'] as const;
  if (commonFloor === undefined) return ['floor'] as const;
  throw new InputError({
    where: 'hallucination',
    expected: `one floor, since option floor is '${floor}'`,
    got: 'a common floor beside it',
    remedy: "leave it out, or set option floor to 'both'",
  });
}

/** The values of all channels whose pixel is 1. */
function selected(data: Float64Array, pixels: Uint8Array): Float64Array {
  return data.filter((_, i) => pixels[i % pixels.length] === 1);
}

function floorThreshold(
  floor: Float64Array,
  reference: Float64Array,
  { k, deviation }: HallucinationConvention,
): number {
  const n = floor.length;
  const even = n - (n % 2);
  // Two running sums each: one would make every addition wait for the one before.
  let [s0, s1] = [0, 0];
  for (let i = 0; i < even; i += 2) {
    s0 += Math.abs(floor[i] - reference[i]);
    s1 += Math.abs(floor[i + 1] - reference[i + 1]);
  }
  if (even < n) s0 += Math.abs(floor[even] - reference[even]);
  const mean = (s0 + s1) / n;
  let [q0, q1] = [0, 0];
  for (let i = 0; i < even; i += 2) {
    const a = Math.abs(floor[i] - reference[i]) - mean;
    const b = Math.abs(floor[i + 1] - reference[i + 1]) - mean;
    q0 += a * a;
    q1 += b * b;
  }
  if (even < n) q0 += (Math.abs(floor[even] - reference[even]) - mean) ** 2;
  return mean + k * Math.sqrt((q0 + q1) / Math.max(deviation === 'sample' ? n - 1 : n, 1));
}

function beyond(image: Float64Array, reference: Float64Array, threshold: number) {
  const n = image.length;
  let above = 0;
  let below = 0;
  let aboveSum = 0;
  let belowSum = 0;
  let aboveSquares = 0;
  let belowSquares = 0;
  let squares = 0;
  for (let i = 0; i < n; i++) {
    const d = image[i] - reference[i];
    // Sums without a branch, which would be guessed wrong wherever noise is near the threshold.
    const up = +(d > threshold);
    const down = +(d < -threshold);
    const square = d * d;
    above += up;
    below += down;
    aboveSum += up * d;
    belowSum -= down * d;
    aboveSquares += up * square;
    belowSquares += down * square;
    squares += square;
  }
  return {
    threshold,
    hallucinated: above / n,
    lost: below / n,
    hallucinatedMagnitude: aboveSum / Math.max(above, 1),
    lostMagnitude: belowSum / Math.max(below, 1),
    hallucinatedErrorShare: squares && aboveSquares / squares,
    lostErrorShare: squares && belowSquares / squares,
  };
}
