import { InputError } from '../../numeric/input-error.ts';
import { standardDeviation } from '../../numeric/moments.ts';
import { clusterCount, groupsOf } from '../clustering.ts';
import { assertSample, assertVaries, differencesOf, roundingOf } from '../differences.ts';
import { type MixedModel, mixedModel } from '../mixed-model.ts';
import { resolveOptions } from '../options.ts';
import type { Procedure } from '../procedure.ts';
import { oneUnit } from '../units.ts';

/** The mean with a random intercept for each subject. */
export const mixedModelProcedure: Procedure<object, MixedModel & { readonly n: number }> = {
  name: 'mixed-model',
  title: 'Linear mixed model with a random intercept for each subject',
  description:
    'The mean of one column or of x - y where subjects repeat, each with a random intercept, by restricted maximum likelihood: its interval and p by Student’s t on subjects less one, and the standard deviations between and within subjects. clustered asks less of the data: no normal distribution, no equal correlation.',
  kind: 'interval',
  columns: 'differences',
  clusters: () => true,
  ties: () => false,
  takes: () => oneUnit,
  units: () => ({
    n: '1',
    clusters: '1',
    mean: 'x',
    standardError: 'x',
    df: '1',
    t: '1',
    p: '1',
    log10p: '1',
    ci95: 'x',
    between: 'x',
    within: 'x',
    icc: '1',
  }),
  options: {},
  resolve: (given) => resolveOptions('mixed-model', {}, given),
  compute(sample) {
    assertSample('mixed-model', sample, 3);
    const count = clusterCount(sample);
    if (count < 2) {
      throw new InputError({
        where: 'mixed-model',
        expected: 'at least 2 subjects',
        got: `${count}`,
        remedy: 'give a pattern that tells subjects apart',
      });
    }
    const values = differencesOf(sample);
    assertVaries('mixed-model', standardDeviation(values, 1), 'differences', roundingOf(sample));
    return { n: values.length, ...mixedModel(values, groupsOf(sample), roundingOf(sample)) };
  },
};
