import type { Options } from '../../language/option.ts';
import { clusterSums, groupsOf } from '../clustering.ts';
import { assertSample, differencesOf } from '../differences.ts';
import { inIdOrder } from '../id-order.ts';
import { resamplesOption, resolveOptions, seedOption } from '../options.ts';
import { assertSeveralClusters, type PermutationResult, signFlip } from '../permutation.ts';
import type { Procedure } from '../procedure.ts';
import { oneUnit } from '../units.ts';

interface Setting {
  /** Whose sign is flipped: each pair's, or all of a cluster's together. */
  readonly unit: 'pair' | 'cluster';
  readonly resamples: number;
  readonly seed: number;
}

const options: Options<Setting> = {
  unit: {
    enum: ['pair', 'cluster'],
    default: 'pair',
    description: "Whose sign is flipped: each pair's, or all of a cluster's together.",
  },
  resamples: resamplesOption(10_000, 'Flips drawn where there are too many to count them all.'),
  seed: seedOption,
};

/** The sign-flip test of the mean difference. */
export const permutation: Procedure<Setting, PermutationResult & { readonly n: number }> = {
  name: 'permutation',
  title: 'Sign-flip permutation test',
  description:
    'Sign-flip permutation test of the mean difference: exact where all flips can be counted, else Monte Carlo. Flips pairs, or all pairs of a cluster together.',
  kind: 'test',
  columns: 'differences',
  clusters: ({ unit }) => unit === 'cluster',
  // Sums that differ by no more than rounding are counted as equal.
  ties: () => false,
  takes: () => oneUnit,
  units: () => ({ n: '1', units: '1', permutations: '1', p: '1', log10p: '1' }),
  options,
  resolve: (given) => resolveOptions('permutation', options, given),
  compute(given, { unit, resamples, seed }) {
    assertSample('permutation', given, 1);
    const sample = inIdOrder(given);
    const differences = differencesOf(sample);
    if (unit === 'pair') return { n: differences.length, ...signFlip(differences, resamples, seed) };
    const groups = groupsOf(sample);
    assertSeveralClusters('permutation by cluster', groups.names.length);
    const sums = clusterSums(differences, groups);
    return { n: differences.length, ...signFlip(sums, resamples, seed) };
  },
};
