import type { Options } from '../../language/option.ts';
import { mean, standardDeviation } from '../../numeric/moments.ts';
import { bootstrap } from '../bootstrap.ts';
import { type ClusteredMean, clusteredMean, clusterMeans, tTest } from '../clustered.ts';
import { groupsOf } from '../clustering.ts';
import { assertSample, differencesOf } from '../differences.ts';
import { intervalLevel } from '../interval-level.ts';
import { resamplesOption, resolveOptions, seedOption } from '../options.ts';
import type { PValues } from '../p-values.ts';
import type { Procedure } from '../procedure.ts';
import { type SignedRankResult, signedRank } from '../signed-rank.ts';
import { oneUnit } from '../units.ts';

interface Setting {
  readonly resamples: number;
  readonly seed: number;
}

interface Result extends Omit<ClusteredMean, 'value'> {
  readonly n: number;
  readonly mean: number;
  /** Clusters drawn with replacement, percentile. */
  readonly bootstrap: { readonly standardError: number; readonly ci95: readonly [low: number, high: number] };
  /** One observation a subject, its mean. */
  readonly subjects: {
    readonly mean: number;
    readonly t: { readonly t: number; readonly df: number } & PValues;
    readonly signedRank: SignedRankResult;
  };
}

const options: Options<Setting> = {
  resamples: resamplesOption(10_000, 'Draws of clusters behind the bootstrap interval.'),
  seed: seedOption,
};

/** The mean difference where subjects repeat: CR2 interval, cluster bootstrap, and tests of subject means. */
export const clustered: Procedure<Setting, Result> = {
  name: 'clustered',
  title: 'Mean difference of clustered observations',
  description:
    'Mean difference where subjects repeat: CR2 robust interval (Pustejovsky and Tipton 2018), bootstrap of clusters, and tests of the means of subjects.',
  kind: 'interval',
  columns: 'differences',
  clusters: () => true,
  ties: () => true,
  takes: () => oneUnit,
  units: () => ({
    n: '1',
    mean: 'x',
    ci95: 'x',
    standardError: 'x',
    df: '1',
    t: '1',
    p: '1',
    log10p: '1',
    clusters: '1',
    designEffect: '1',
    bootstrap: 'x',
    subjects: { mean: 'x', t: '1', signedRank: '1' },
  }),
  options,
  resolve: (given) => resolveOptions('clustered', options, given),
  compute(sample, { resamples, seed }) {
    assertSample('clustered', sample, 2);
    const differences = differencesOf(sample);
    const groups = groupsOf(sample);
    const { value, ...robust } = clusteredMean(differences, groups);
    const drawn = bootstrap(sample, {
      statistic: 'mean',
      interval: 'percentile',
      scheme: 'cluster',
      resamples,
      seed,
      confidence: intervalLevel(),
    });
    return {
      n: differences.length,
      mean: value,
      ...robust,
      bootstrap: { standardError: drawn.standardError, ci95: drawn.interval },
      subjects: subjectLevel(clusterMeans(differences, groups)),
    };
  },
};

function subjectLevel(means: Float64Array): Result['subjects'] {
  const df = means.length - 1;
  const centre = mean(means);
  const standardError = standardDeviation(means, 1) / Math.sqrt(means.length);
  const method = means.length <= 50 ? 'exact' : 'asymptotic';
  return {
    mean: centre,
    t: { ...tTest(centre, standardError, df), df },
    signedRank: signedRank(means, { method, zeros: 'wilcox', correction: false }),
  };
}
