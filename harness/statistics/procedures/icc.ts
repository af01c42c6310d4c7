import { InputError } from '../../numeric/input-error.ts';
import { standardDeviation } from '../../numeric/moments.ts';
import { armsOf, assertSample, assertVaries, differencesOf, roundingOf } from '../differences.ts';
import { resolveOptions } from '../options.ts';
import type { Procedure } from '../procedure.ts';
import { type IntraclassCorrelations, intraclassCorrelations } from '../reliability.ts';
import { oneUnit } from '../units.ts';

/** How far two measurements of the same cases agree, beside how far the cases differ. */
export const icc: Procedure<object, IntraclassCorrelations & { readonly n: number }> = {
  name: 'icc',
  title: 'Intraclass correlations of two or more measurements',
  description:
    'The six forms of Shrout and Fleiss (1979) of two columns or more about the same cases, with F tests and intervals: icc1 (one-way), icc2 (absolute agreement), icc3 (consistency), and the same of the mean of all (icc1k, icc2k, icc3k). Every case counts as independent.',
  kind: 'reliability',
  columns: 'both',
  several: true,
  clusters: () => false,
  ties: () => false,
  takes: () => oneUnit,
  units: () => ({ n: '1', icc1: '1', icc2: '1', icc3: '1', icc1k: '1', icc2k: '1', icc3k: '1' }),
  options: {},
  resolve: (given) => resolveOptions('icc', {}, given),
  compute(sample) {
    assertSample('icc', sample, 3);
    const [x, y] = armsOf('icc', sample);
    const measurements = [x, y, ...(sample.others ?? [])];
    const rounding = Math.max(...measurements.map((other) => roundingOf({ ...sample, y: other })));
    const apart = measurements.map((other) => standardDeviation(differencesOf({ ...sample, y: other }), 1));
    assertVaries('icc', Math.max(...apart), 'differences', rounding);
    const sums = x.map((_, i) => measurements.reduce((sum, values) => sum + values[i], 0));
    if (standardDeviation(sums, 1) <= rounding) {
      throw new InputError({
        where: 'icc',
        expected: 'cases whose means vary',
        got: 'one mean for all',
        remedy: 'give cases that differ',
      });
    }
    return { n: x.length, ...intraclassCorrelations(measurements) };
  },
};
