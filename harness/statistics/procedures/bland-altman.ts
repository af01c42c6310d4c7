import type { Options } from '../../language/option.ts';
import { type Agreement, blandAltman as agree } from '../bland-altman.ts';
import { clusteredAgreement } from '../bland-altman-clusters.ts';
import { clusterCount } from '../clustering.ts';
import { armsOf, assertSample, differencesOf } from '../differences.ts';
import { fewDraws } from '../few-draws.ts';
import { inIdOrder } from '../id-order.ts';
import { isVaried } from '../is-varied.ts';
import { notNormal } from '../not-normal.ts';
import { resamplesOption, resolveOptions, seedOption } from '../options.ts';
import type { Procedure } from '../procedure.ts';
import { oneUnit } from '../units.ts';

interface Setting {
  /** Limits are this many standard deviations from the bias. */
  readonly multiplier: number;
  /** Draws of subjects behind the intervals, where subjects repeat. */
  readonly resamples: number;
  readonly seed: number;
}

const options: Options<Setting> = {
  multiplier: {
    type: 'number',
    minimum: 0.1,
    maximum: 10,
    default: 1.96,
    description: 'The limits are this many standard deviations from the bias; 1.96 as released.',
  },
  resamples: resamplesOption(10_000, 'Draws of subjects behind the intervals, where subjects repeat.'),
  seed: seedOption,
};

/**
 * Bland and Altman's agreement of x with y; the preset's 1.96 is the release's. Where subjects repeat, the
 * intervals come from subjects drawn with replacement.
 */
export const blandAltman: Procedure<Setting, Agreement & Setting> = {
  name: 'bland-altman',
  title: 'Bland-Altman agreement',
  description:
    'Agreement of x with y (Bland and Altman 1986): bias, limits at so many standard deviations, and intervals of all three; by subjects where they repeat.',
  kind: 'agreement',
  columns: 'both',
  clusters: () => true,
  ties: () => false,
  takes: () => oneUnit,
  units: () => ({
    n: '1',
    bias: 'x',
    sd: 'x',
    limits: 'x',
    components: 'x',
    proportional: '1',
    multiplier: '1',
    resamples: '1',
    seed: '1',
  }),
  options,
  cautions: (sample, { multiplier }) => {
    const subjects = clusterCount(sample);
    if (subjects < sample.x.length) return fewDraws(subjects);
    return isVaried(sample.x, sample.y) ? notNormal(differencesOf(sample), multiplier) : [];
  },
  resolve: (given) => resolveOptions('bland-altman', options, given),
  compute(given, options) {
    assertSample('bland-altman', given, 3);
    const sample = inIdOrder(given);
    const [x, y] = armsOf('bland-altman', sample);
    const agreement = agree(x, y, options.multiplier);
    const repeated = clusterCount(sample) < x.length;
    return {
      ...(repeated ? clusteredAgreement(agreement, x, y, sample.clusters, options) : agreement),
      ...options,
    };
  },
};
