import { assertSample, assertVaries, differencesOf, roundingOf } from '../differences.ts';
import { resolveOptions } from '../options.ts';
import type { Procedure } from '../procedure.ts';
import { type TTest, tTest } from '../t-test.ts';
import { oneUnit } from '../units.ts';

/** The one-sample and the paired t test. */
export const tTestProcedure: Procedure<object, TTest> = {
  name: 't-test',
  title: "Student's t test of a mean",
  description:
    'The t test that a mean is 0: of one column the one-sample test, of x - y the paired one, with its interval. Every observation counts as independent; clustered lets subjects repeat.',
  kind: 'test',
  columns: 'differences',
  clusters: () => false,
  ties: () => false,
  takes: () => oneUnit,
  units: () => ({
    n: '1',
    mean: 'x',
    sd: 'x',
    standardError: 'x',
    t: '1',
    df: '1',
    p: '1',
    log10p: '1',
    ci95: 'x',
  }),
  options: {},
  resolve: (given) => resolveOptions('t-test', {}, given),
  compute(sample) {
    assertSample('t-test', sample, 2);
    const result = tTest(differencesOf(sample));
    assertVaries('t-test', result.sd, 'differences', roundingOf(sample));
    return result;
  },
};
