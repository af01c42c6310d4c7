import type { Options } from '../../language/option.ts';
import { assertSample, differencesOf } from '../differences.ts';
import { resolveOptions } from '../options.ts';
import type { Procedure } from '../procedure.ts';
import { type SignedRankOptions, type SignedRankResult, signedRank } from '../signed-rank.ts';
import { oneUnit } from '../units.ts';

const options: Options<SignedRankOptions> = {
  method: {
    enum: ['exact', 'asymptotic'],
    default: 'asymptotic',
    description: 'Whether p comes from the exact distribution of W+ or from its normal approximation.',
  },
  zeros: {
    enum: ['wilcox', 'pratt', 'zsplit'],
    default: 'wilcox',
    description:
      "What becomes of pairs without a difference, by SciPy's names: dropped, ranked and dropped, or split.",
  },
  correction: {
    enum: [true, false],
    default: false,
    description: 'Whether the normal approximation is corrected for continuity.',
  },
};

/** The paper's test; the preset is the described one (its two-sided p). */
export const wilcoxon: Procedure<SignedRankOptions, SignedRankResult> = {
  name: 'wilcoxon',
  title: "Wilcoxon's signed-rank test",
  description:
    'Signed-rank test of paired differences (Wilcoxon 1945): W+, z and p in three alternatives. Every pair counts as independent.',
  kind: 'test',
  columns: 'differences',
  clusters: () => false,
  ties: () => true,
  takes: () => oneUnit,
  units: () => ({ n: '1', nonZero: '1', wPlus: '1', wMinus: '1', z: '1', p: '1', log10p: '1' }),
  options,
  resolve: (given) => resolveOptions('wilcoxon', options, given),
  compute(sample, options) {
    assertSample('wilcoxon', sample, 1);
    return signedRank(differencesOf(sample), options);
  },
};
