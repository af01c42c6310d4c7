import type { Options } from '../language/option.ts';
import { assertComparable, assertSameShape, type Image } from '../numeric/image.ts';
import { channelsOption, withChannels } from './channels.ts';
import { resolveConvention } from './convention.ts';
import type { Metric } from './metric.ts';
import type { PixelErrorConvention } from './mse.ts';

const options: Options<PixelErrorConvention> = { channels: channelsOption };

/** Mean absolute error, with the mean over channels and pixels or of the grey images. */
export const mae: Metric<PixelErrorConvention> = {
  name: 'mae',
  title: 'Mean absolute error',
  description: 'Mean absolute error: the mean over pixels and channels of |image - reference|.',
  unit: '1',
  direction: 'lower',
  kind: 'distance',
  needs: ['reference'],
  convention: { channels: 'all' },
  options,
  resolve: (given) => resolveConvention('mae', options, mae.convention, given),
  compute: ({ image, reference }, { channels }) =>
    meanAbsoluteError('mae', withChannels(image, channels), withChannels(reference, channels)),
};

/**
 * Mean absolute error over all values of `[C, H, W]`.
 * @throws InputError when the shapes differ or a value is not finite.
 */
function meanAbsoluteError(where: string, image: Image, reference: Image): number {
  assertSameShape(where, image, reference);
  const [a, b] = [image.data, reference.data];
  const pairs = a.length - (a.length % 2);
  let [s0, s1] = [0, 0];
  for (let i = 0; i < pairs; i += 2) {
    s0 += Math.abs(a[i] - b[i]);
    s1 += Math.abs(a[i + 1] - b[i + 1]);
  }
  if (pairs < a.length) s0 += Math.abs(a[pairs] - b[pairs]);
  const sum = s0 + s1;
  if (!Number.isFinite(sum)) assertComparable(where, image, reference);
  return sum / a.length;
}
