import { assertComparable, assertSameShape, type Image } from '../numeric/image.ts';
import { resolveConvention } from './convention.ts';
import type { Metric } from './metric.ts';

/** Bland-Altman of one image has nothing to choose; bias and limits over images are statistics. */
export type BlandAltmanConvention = Readonly<Record<never, never>>;

/**
 * One image's point in a Bland-Altman plot of mean intensities: the two means, their difference (image -
 * reference) and their average.
 */
export const blandAltman: Metric<BlandAltmanConvention> = {
  name: 'bland-altman',
  title: 'Bland-Altman point of mean intensities',
  description:
    "One image's point in a Bland-Altman plot: mean intensity of image and reference, their difference and average. Bias and limits over images are the procedure `bland-altman`.",
  unit: '1',
  direction: 'none: intensities agree where their difference is 0, whichever way it lies',
  kind: 'agreement',
  needs: ['reference'],
  convention: {},
  options: {},
  resolve: (given) => resolveConvention('bland-altman', {}, blandAltman.convention, given),
  compute({ image, reference }) {
    assertSameShape('bland-altman', image, reference);
    const [mean, referenceMean] = [meanOf(image), meanOf(reference)];
    if (!Number.isFinite(mean + referenceMean)) assertComparable('bland-altman', image, reference);
    return {
      mean,
      referenceMean,
      difference: mean - referenceMean,
      average: (mean + referenceMean) / 2,
    };
  },
};

function meanOf({ data }: Image): number {
  const quarters = data.length - (data.length % 4);
  // Four running sums: one would make every addition wait for the one before.
  let [s0, s1, s2, s3] = [0, 0, 0, 0];
  for (let i = 0; i < quarters; i += 4) {
    s0 += data[i];
    s1 += data[i + 1];
    s2 += data[i + 2];
    s3 += data[i + 3];
  }
  for (let i = quarters; i < data.length; i++) s0 += data[i];
  return (s0 + s1 + (s2 + s3)) / data.length;
}
