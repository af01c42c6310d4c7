import type { Options } from '../language/option.ts';
import { assertComparable, assertSameShape, type Image } from '../numeric/image.ts';
import { type Channels, channelsOption, withChannels } from './channels.ts';
import { resolveConvention } from './convention.ts';
import type { Metric } from './metric.ts';

/** How a mean error over pixels is taken. */
export interface PixelErrorConvention {
  readonly channels: Channels;
}

/**
 * Mean squared error over all values of `[C, H, W]`.
 * @param where the place for messages, such as a metric's name
 * @throws InputError when the shapes differ or a value is not finite.
 */
export function meanSquaredError(where: string, image: Image, reference: Image): number {
  assertSameShape(where, image, reference);
  const sum = sumOfSquaredDifferences(image.data, reference.data);
  // One look at the sum is enough: a value that is not finite leaves one that is not finite either.
  if (!Number.isFinite(sum)) assertComparable(where, image, reference);
  return sum / image.data.length;
}

const options: Options<PixelErrorConvention> = { channels: channelsOption };

/** Mean squared error, with the mean over channels and pixels or of the grey images. */
export const mse: Metric<PixelErrorConvention> = {
  name: 'mse',
  title: 'Mean squared error',
  description: 'Mean squared error: the mean over pixels and channels of (image - reference)^2.',
  unit: '1',
  direction: 'lower',
  kind: 'distance',
  needs: ['reference'],
  convention: { channels: 'all' },
  options,
  resolve: (given) => resolveConvention('mse', options, mse.convention, given),
  compute: ({ image, reference }, { channels }) =>
    meanSquaredError('mse', withChannels(image, channels), withChannels(reference, channels)),
};

// Four running sums: one would make every addition wait for the one before.
function sumOfSquaredDifferences(a: Float64Array, b: Float64Array): number {
  const quarters = a.length - (a.length % 4);
  let [s0, s1, s2, s3] = [0, 0, 0, 0];
  for (let i = 0; i < quarters; i += 4) {
    const d0 = a[i] - b[i];
    const d1 = a[i + 1] - b[i + 1];
    const d2 = a[i + 2] - b[i + 2];
    const d3 = a[i + 3] - b[i + 3];
    s0 += d0 * d0;
    s1 += d1 * d1;
    s2 += d2 * d2;
    s3 += d3 * d3;
  }
  for (let i = quarters; i < a.length; i++) s0 += (a[i] - b[i]) ** 2;
  return s0 + s1 + (s2 + s3);
}
