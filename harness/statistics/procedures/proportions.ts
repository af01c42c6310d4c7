import type { Options } from '../../language/option.ts';
import { groupsOf } from '../clustering.ts';
import { armsOf, assertSample } from '../differences.ts';
import { resolveOptions } from '../options.ts';
import type { Procedure } from '../procedure.ts';
import { compareProportions, type Proportions } from '../proportions.ts';
import { plainNumbers } from '../units.ts';
import { assertRates } from './rates.ts';

interface Setting {
  /** Trials (pixels) behind each image's rate. */
  readonly trials: number;
}

const options: Options<Setting> = {
  trials: {
    type: 'integer',
    minimum: 1,
    maximum: 1e12,
    default: 256 * 256,
    description: "Trials (pixels) behind each image's rate.",
  },
};

/** Two rates per image: the release's z test over all pixels, and images or subjects as units beside it. */
export const proportions: Procedure<Setting, Proportions & { readonly n: number }> = {
  name: 'proportions',
  title: 'Comparison of two rates',
  description:
    'Two rates per image: the z test over all pixels (as released), and images or subjects as units beside it.',
  kind: 'proportion',
  columns: 'both',
  clusters: () => true,
  ties: () => false,
  takes: () => plainNumbers,
  units: () => ({ n: '1', rates: '1', difference: '1', h: '1', independent: '1', clustered: '1' }),
  options,
  cautions: () => [
    'h and the z test count every pixel as independent, as released, which those of an image are not: the interval of h held the true one in 5 of 100 simulated samples; that of clustered counts images or subjects',
  ],
  resolve: (given) => resolveOptions('proportions', options, given),
  compute(sample, { trials }) {
    assertSample('proportions', sample, 2);
    const [x, y] = armsOf('proportions', sample);
    assertRates('proportions', sample);
    return { n: x.length, ...compareProportions(x, y, groupsOf(sample), trials) };
  },
};
