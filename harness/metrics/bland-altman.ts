import { assertComparable, type Image } from '../numeric/image.ts';
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
  unit: '1',
  direction: 'none',
  kind: 'agreement',
  needs: ['reference'],
  convention: {},
  resolve: (options) => resolveConvention('bland-altman', {}, blandAltman.convention, options),
  compute({ image, reference }) {
    assertComparable('bland-altman', image, reference);
    const [mean, referenceMean] = [meanOf(image), meanOf(reference)];
    return {
      mean,
      referenceMean,
      difference: mean - referenceMean,
      average: (mean + referenceMean) / 2,
    };
  },
};

function meanOf({ data }: Image): number {
  let sum = 0;
  for (let i = 0; i < data.length; i++) sum += data[i];
  return sum / data.length;
}
