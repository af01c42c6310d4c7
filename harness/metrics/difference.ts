import type { Options } from '../language/option.ts';
import { assertComparable, assertSameShape, createImage, type Image } from '../numeric/image.ts';
import { type Channels, channelsOption, withChannels } from './channels.ts';
import { resolveConvention } from './convention.ts';
import type { Metric, Scored } from './metric.ts';

export interface DifferenceConvention {
  /** 'signed': image - reference, positive where the image has too much; 'absolute': without its sign. */
  readonly sign: 'signed' | 'absolute';
  readonly channels: Channels;
}

const options: Options<DifferenceConvention> = {
  sign: {
    enum: ['signed', 'absolute'],
    description: 'image - reference, positive where the image has too much, or without its sign.',
  },
  channels: channelsOption,
};

/** The map of differences from the reference, by its least value, mean and greatest value; see `differenceMap`. */
export const difference: Metric<DifferenceConvention> = {
  name: 'difference',
  title: 'Map of differences',
  description:
    'The map image - reference, or its absolute values, by its least value, mean and greatest value.',
  unit: '1',
  direction: 'none: differences are best at 0, from either side',
  kind: 'map',
  needs: ['reference'],
  convention: { sign: 'signed', channels: 'all' },
  options,
  resolve: (given) => resolveConvention('difference', options, difference.convention, given),
  compute(scored, convention) {
    const { data } = differenceMap(scored, convention);
    let [least, sum, greatest] = [Number.POSITIVE_INFINITY, 0, Number.NEGATIVE_INFINITY];
    for (let i = 0; i < data.length; i++) {
      if (data[i] < least) least = data[i];
      if (data[i] > greatest) greatest = data[i];
      sum += data[i];
    }
    return { least, mean: sum / data.length, greatest };
  },
};

/**
 * The map of differences, `[C, H, W]`, or `[1, H, W]` between the channels' means.
 * @throws InputError when the shapes differ or a value is not finite.
 */
export function differenceMap(scored: Scored, { sign, channels }: DifferenceConvention): Image {
  const [image, reference] = [scored.image, scored.reference].map((each) => withChannels(each, channels));
  const map = signedDifference('difference', image, reference);
  if (sign === 'signed') return map;
  for (let i = 0; i < map.data.length; i++) map.data[i] = Math.abs(map.data[i]);
  return map;
}

/**
 * Signed difference map `image - reference`, `[C, H, W]`: positive where the image has too much.
 * @param where the place for messages
 * @param into memory for the map's values, overwritten: fresh memory costs more than the subtraction
 * @throws InputError when the shapes differ or a value is not finite.
 */
export function signedDifference(
  where: string,
  image: Image,
  reference: Image,
  into: Float64Array = new Float64Array(image.data.length),
): Image {
  assertSameShape(where, image, reference);
  const map = createImage(image.channels, image.height, image.width, into);
  const [a, b, out] = [image.data, reference.data, map.data];
  let spoilt = 0;
  for (let i = 0; i < out.length; i++) {
    const d = a[i] - b[i];
    out[i] = d;
    spoilt += d * 0; // NaN from the first value that is not finite
  }
  if (spoilt !== 0) assertComparable(where, image, reference);
  return map;
}
