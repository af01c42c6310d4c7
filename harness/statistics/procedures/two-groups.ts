import { assertSample } from '../differences.ts';
import { markedGroups } from '../marked-groups.ts';
import { resolveOptions } from '../options.ts';
import type { Procedure } from '../procedure.ts';
import { type GroupDifference, groupDifference } from '../two-groups.ts';

type Result = Omit<GroupDifference, 'value'> & { readonly n: number; readonly mean: number };

/** The mean of x where y is 1 less that where y is 0: groups of different subjects, such as two data sets. */
export const twoGroups: Procedure<object, Result> = {
  name: 'two-groups',
  title: 'Difference of two independent groups',
  description:
    "The mean of x where y is 1 less that where y is 0, for groups of different subjects, with Welch's interval; by subjects where they repeat.",
  kind: 'groups',
  columns: 'both',
  clusters: () => true,
  ties: () => false,
  takes: () => ({ x: 'x', y: '1' }),
  units: () => ({
    n: '1',
    mean: 'x',
    ci95: 'x',
    means: 'x',
    sizes: '1',
    standardError: 'x',
    df: '1',
    t: '1',
    p: '1',
    log10p: '1',
  }),
  options: {},
  resolve: (given) => resolveOptions('two-groups', {}, given),
  compute(sample) {
    assertSample('two-groups', sample, 4);
    const { value, ...rest } = groupDifference(...markedGroups('two-groups', sample));
    return { n: sample.x.length, mean: value, ...rest };
  },
};
