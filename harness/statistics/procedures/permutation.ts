import { sum } from '../../numeric/moments.ts';
import { membersOf } from '../clustering.ts';
import { assertSample, differencesOf } from '../differences.ts';
import { inIdOrder } from '../id-order.ts';
import { resamplesRule, resolveOptions, seedRule } from '../options.ts';
import { assertSeveralClusters, type PermutationResult, signFlip } from '../permutation.ts';
import type { Procedure } from '../procedure.ts';
import { oneUnit } from '../units.ts';

interface Options {
  /** Whose sign is flipped: each pair's, or all of a cluster's together. */
  readonly unit: 'pair' | 'cluster';
  readonly resamples: number;
  readonly seed: number;
}

const preset: Options = { unit: 'pair', resamples: 10_000, seed: 42 };

/** The sign-flip test of the mean difference. */
export const permutation: Procedure<Options, PermutationResult & { readonly n: number }> = {
  name: 'permutation',
  title: 'Sign-flip permutation test',
  kind: 'test',
  columns: 'differences',
  clusters: ({ unit }) => unit === 'cluster',
  takes: () => oneUnit,
  units: () => ({ n: '1', units: '1', permutations: '1', p: '1', log10p: '1' }),
  options: preset,
  resolve: (given) =>
    resolveOptions(
      'permutation',
      preset,
      { unit: { oneOf: ['pair', 'cluster'] }, resamples: resamplesRule, seed: seedRule },
      given,
    ),
  compute(given, { unit, resamples, seed }) {
    assertSample('permutation', given, 1);
    const sample = inIdOrder(given);
    const differences = differencesOf(sample);
    if (unit === 'pair') return { n: differences.length, ...signFlip(differences, resamples, seed) };
    const members = membersOf(sample.clusters);
    assertSeveralClusters('permutation by cluster', members.length);
    const sums = Float64Array.from(members, (group) => sum(group.map((i) => differences[i])));
    return { n: differences.length, ...signFlip(sums, resamples, seed) };
  },
};
