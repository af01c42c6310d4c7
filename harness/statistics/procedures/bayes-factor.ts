import type { Options } from '../../language/option.ts';
import { type BayesFactor, bayesFactor } from '../bayes-factor.ts';
import { assertSample, assertVaries, differencesOf, roundingOf } from '../differences.ts';
import { resolveOptions } from '../options.ts';
import type { Procedure } from '../procedure.ts';
import { tTest } from '../t-test.ts';
import { oneUnit } from '../units.ts';

interface Setting {
  /** Scale of the Cauchy prior of the standardised effect. */
  readonly scale: number;
}

const options: Options<Setting> = {
  scale: {
    type: 'number',
    exclusiveMinimum: 0,
    default: Math.SQRT1_2,
    description:
      'Scale of the Cauchy prior of the standardised effect: half of it lies between minus and plus the scale.',
  },
};

/** How far the data speak for a difference, or for none. */
export const bayesFactorProcedure: Procedure<
  Setting,
  BayesFactor & { readonly n: number; readonly t: number }
> = {
  name: 'bayes-factor',
  title: 'Bayes factor of the t test',
  description:
    'How many times likelier the data are if the mean (of one column, or of x - y) differs from 0 than if it is 0, under the prior of Jeffreys, Zellner and Siow (Rouder et al. 2009). Below 1 it speaks for no difference, which a p value cannot.',
  kind: 'bayes',
  columns: 'differences',
  clusters: () => false,
  ties: () => false,
  takes: () => oneUnit,
  units: () => ({ n: '1', t: '1', bf10: '1', log10bf10: '1' }),
  options,
  resolve: (given) => resolveOptions('bayes-factor', options, given),
  compute(sample, { scale }) {
    assertSample('bayes-factor', sample, 2);
    const { n, t, sd } = tTest(differencesOf(sample));
    assertVaries('bayes-factor', sd, 'differences', roundingOf(sample));
    return { n, t, ...bayesFactor(t, n, scale) };
  },
};
