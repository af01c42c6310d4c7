import { assertComparable, type Image } from '../numeric/image.ts';
import { type Channels, channelsRule, withChannels } from './channels.ts';
import { nonNegative, oneOf, type Rules, resolveConvention } from './convention.ts';
import { signedDifference } from './difference.ts';
import { regionPixels, required } from './masked.ts';
import type { Metric } from './metric.ts';

export interface HallucinationConvention {
  /** Standard deviations above the mean of the floor's error at which a difference counts. */
  readonly k: number;
  /** Divisor of the floor's variance: n ('population', the release) or n - 1. */
  readonly deviation: 'population' | 'sample';
  /**
   * Whose reconstruction the floor is: the scored method's 'own' autoencoder, or one 'common' to all methods
   * (the release gives every method MedVAE's). It names the image that the caller supplies.
   */
  readonly floor: 'own' | 'common';
  /** Whether a mask limits the threshold's statistics too, or the counted pixels alone. */
  readonly thresholdOver: 'image' | 'mask';
  readonly channels: Channels;
}

const rules: Rules<HallucinationConvention> = {
  k: nonNegative,
  deviation: oneOf('population', 'sample'),
  floor: oneOf('own', 'common'),
  thresholdOver: oneOf('image', 'mask'),
  channels: channelsRule,
};

/**
 * Hallucinated and lost structure beyond what the autoencoder alone does to the image. With d = image -
 * reference and e = |floor - reference|, the threshold is mean(e) + k sd(e); a value is hallucinated where
 * d > threshold and lost where d < -threshold. The rates are fractions of the counted values (all, or those
 * under the mask), the magnitudes the mean |d| of the values that each rate counts, 0 where it counts none.
 */
export const hallucination: Metric<HallucinationConvention> = {
  name: 'hallucination',
  title: 'Hallucination and loss rates',
  unit: '1',
  direction: 'lower',
  kind: 'rate',
  needs: ['reference', 'floor'],
  convention: { k: 2, deviation: 'population', floor: 'own', thresholdOver: 'image', channels: 'grey' },
  resolve: (options) => resolveConvention('hallucination', rules, hallucination.convention, options),
  compute(scored, convention) {
    const where = 'hallucination';
    const [image, reference] = [scored.image, scored.reference].map((each) =>
      withChannels(each, convention.channels),
    );
    const floor = withChannels(required(where, 'floor', scored.floor, scored.reference), convention.channels);
    const difference = signedDifference(where, image, reference);
    assertComparable(`${where}, floor`, floor, reference);
    const pixels = scored.mask && regionPixels(where, scored, 'inside');
    const threshold = floorThreshold(
      floor,
      reference,
      convention.thresholdOver === 'mask' ? pixels : undefined,
      convention,
    );
    return beyond(difference, threshold, pixels);
  },
};

function floorThreshold(
  floor: Image,
  reference: Image,
  pixels: Uint8Array | undefined,
  { k, deviation }: HallucinationConvention,
): number {
  const plane = floor.height * floor.width;
  let [n, sum] = [0, 0];
  for (let i = 0; i < floor.data.length; i++) {
    if (pixels && !pixels[i % plane]) continue;
    sum += Math.abs(floor.data[i] - reference.data[i]);
    n++;
  }
  const mean = sum / n;
  let squares = 0;
  for (let i = 0; i < floor.data.length; i++) {
    if (pixels && !pixels[i % plane]) continue;
    squares += (Math.abs(floor.data[i] - reference.data[i]) - mean) ** 2;
  }
  return mean + k * Math.sqrt(squares / Math.max(deviation === 'sample' ? n - 1 : n, 1));
}

function beyond(difference: Image, threshold: number, pixels: Uint8Array | undefined) {
  const plane = difference.height * difference.width;
  let [n, above, below, aboveSum, belowSum] = [0, 0, 0, 0, 0];
  for (let i = 0; i < difference.data.length; i++) {
    if (pixels && !pixels[i % plane]) continue;
    n++;
    const d = difference.data[i];
    if (d > threshold) {
      above++;
      aboveSum += d;
    } else if (d < -threshold) {
      below++;
      belowSum -= d;
    }
  }
  return {
    threshold,
    hallucinated: above / n,
    lost: below / n,
    hallucinatedMagnitude: above > 0 ? aboveSum / above : 0,
    lostMagnitude: below > 0 ? belowSum / below : 0,
  };
}
