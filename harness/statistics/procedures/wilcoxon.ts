import { assertSample, differencesOf } from '../differences.ts';
import { resolveOptions } from '../options.ts';
import type { Procedure } from '../procedure.ts';
import { type SignedRankOptions, type SignedRankResult, signedRank } from '../signed-rank.ts';
import { oneUnit } from '../units.ts';

const preset: SignedRankOptions = { method: 'asymptotic', zeros: 'wilcox', correction: false };

/** The paper's test; the preset is the described one (its two-sided p). */
export const wilcoxon: Procedure<SignedRankOptions, SignedRankResult> = {
  name: 'wilcoxon',
  title: "Wilcoxon's signed-rank test",
  kind: 'test',
  columns: 'differences',
  clusters: () => false,
  takes: () => oneUnit,
  units: () => ({ n: '1', nonZero: '1', wPlus: '1', wMinus: '1', z: '1', p: '1', log10p: '1' }),
  options: preset,
  resolve: (given) =>
    resolveOptions(
      'wilcoxon',
      preset,
      {
        method: { oneOf: ['exact', 'asymptotic'] },
        zeros: { oneOf: ['wilcox', 'pratt', 'zsplit'] },
        correction: { oneOf: [true, false] },
      },
      given,
    ),
  compute(sample, options) {
    assertSample('wilcoxon', sample, 1);
    return signedRank(differencesOf(sample), options);
  },
};
