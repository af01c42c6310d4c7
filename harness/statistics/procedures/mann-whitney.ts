import type { Options } from '../../language/option.ts';
import { InputError } from '../../numeric/input-error.ts';
import { assertSample } from '../differences.ts';
import { markedGroups } from '../marked-groups.ts';
import { resolveOptions } from '../options.ts';
import type { Procedure } from '../procedure.ts';
import { type RankSum, type RankSumOptions, rankSum } from '../rank-sum.ts';

const options: Options<RankSumOptions> = {
  method: {
    enum: ['exact', 'asymptotic'],
    default: 'asymptotic',
    description: 'Whether p comes from the exact distribution of the ranks or from its normal approximation.',
  },
  correction: {
    enum: [true, false],
    default: true,
    description: 'Whether the normal approximation is corrected for continuity, as SciPy and R do.',
  },
};

/** Two independent groups by ranks, and how well the values tell them apart. */
export const mannWhitney: Procedure<RankSumOptions, RankSum & { readonly n: number }> = {
  name: 'mann-whitney',
  title: 'Wilcoxon-Mann-Whitney test of two groups',
  description:
    "The rank-sum test of x where y is 1 against x where y is 0: U, z and p in three alternatives; and the area under the ROC curve with DeLong's interval. Every observation counts as independent.",
  kind: 'ranks',
  columns: 'both',
  clusters: () => false,
  ties: () => false,
  takes: () => ({ x: 'x', y: '1' }),
  units: () => ({ n: '1', sizes: '1', u: '1', z: '1', p: '1', log10p: '1', auc: '1' }),
  options,
  resolve: (given) => resolveOptions('mann-whitney', options, given),
  compute(sample, options) {
    assertSample('mann-whitney', sample, 4);
    const [first, second] = markedGroups('mann-whitney', sample);
    const [m, n] = [first.values.length, second.values.length];
    if (m < 2 || n < 2) {
      throw new InputError({
        where: 'mann-whitney',
        expected: 'at least 2 observations in each group',
        got: `${m} and ${n}`,
        remedy: 'give more of them',
      });
    }
    return { n: sample.x.length, ...rankSum(first.values, second.values, options) };
  },
};
