import { type BootstrapOptions, bootstrap } from './bootstrap.ts';
import { clusteredMean, clusterMeans } from './clustered.ts';
import { clusterCount, groupsOf } from './clustering.ts';
import { armsOf, assertSample, differencesOf, roundingOf } from './differences.ts';
import { dz, pooledD } from './effect-size.ts';
import type { Estimate } from './estimate.ts';
import { intervalLevel } from './interval-level.ts';
import type { BySide } from './p-values.ts';
import type { Sample } from './procedure.ts';
import { type SignedRankOptions, signedRank } from './signed-rank.ts';

/** The same comparison by one reading of the protocol. */
export interface VariantResult {
  /** p of the reading's alternative; `log10p` stays finite where p underflows. */
  readonly test: {
    readonly name: string;
    readonly alternative: keyof BySide;
    /** Observations that the test saw. */
    readonly n: number;
    readonly p: number;
    readonly log10p: number;
  };
  readonly effectSize: { readonly name: 'dz' | 'pooled' } & Estimate;
  /** Of the mean difference. */
  readonly difference: { readonly interval: string } & Estimate;
  /** What sets this reading apart, and why. */
  readonly differs: string;
}

/** A paired comparison in the three procedure variants. */
export interface Variants {
  readonly n: number;
  readonly clusters: number;
  readonly described: VariantResult;
  readonly released: VariantResult;
  readonly recommended: VariantResult;
}

/** What all variants need: how often to resample, from which seed. */
export interface VariantOptions {
  readonly resamples: number;
  readonly seed: number;
}

/**
 * Compares two arms, paired by id, as the paper describes it, as its code does it, and as is recommended here.
 * @throws InputError for fewer than three pairs, a NaN, or differences that do not vary.
 */
export function compareArms(sample: Sample, options: VariantOptions): Variants {
  assertSample('comparison', sample, 3);
  const [x, y] = armsOf('comparison', sample);
  const clusters = clusterCount(sample);
  const repeats = clusters < x.length;
  return {
    n: x.length,
    clusters,
    described: described(sample, options),
    released: released(sample, x, y, options),
    recommended: repeats ? bySubject(sample, clusters) : byPair(sample, options),
  };
}

function described(sample: Sample, options: VariantOptions): VariantResult {
  const differences = differencesOf(sample);
  return {
    test: signedRankTest(differences, 'wilcox', 'twoSided', 'signed-rank'),
    effectSize: { name: 'dz', ...dz(differences, roundingOf(sample)) },
    difference: resampledDifference(sample, { ...options, scheme: 'paired', interval: 'percentile' }),
    differs:
      'Two-sided signed-rank test without continuity correction, d of the paired differences, and pairs ' +
      'resampled together: all three use the pairing, none the repeated subjects.',
  };
}

function released(sample: Sample, x: Float64Array, y: Float64Array, options: VariantOptions): VariantResult {
  return {
    test: signedRankTest(differencesOf(sample), 'wilcox', 'greater', 'signed-rank'),
    effectSize: { name: 'pooled', ...pooledD(x, y) },
    difference: resampledDifference(sample, { ...options, scheme: 'independent', interval: 'percentile' }),
    differs:
      "One-sided (greater), so its p is half the described one where the first arm's scores are the higher; d divides by the spread " +
      'between images instead of that of the differences; each arm is resampled on its own, which discards the ' +
      'pairing and widens the interval where the arms correlate. Pairs are matched by id here, not by position.',
  };
}

/** Nothing repeats: the described analysis with zeros kept in the ranking and the interval corrected for skew. */
function byPair(sample: Sample, options: VariantOptions): VariantResult {
  const differences = differencesOf(sample);
  return {
    test: signedRankTest(differences, 'pratt', 'twoSided', 'signed-rank'),
    effectSize: { name: 'dz', ...dz(differences, roundingOf(sample)) },
    difference: resampledDifference(sample, { ...options, scheme: 'paired', interval: 'bca' }),
    differs:
      "Two-sided, since either arm could win; Pratt's zeros, so that ties between the arms count as evidence of " +
      'no difference; BCa interval, since differences of scores are skewed. The pairs are taken as independent.',
  };
}

/** Subjects repeat: they are the units, as images of one subject are not independent evidence. */
function bySubject(sample: Sample, clusters: number): VariantResult {
  const differences = differencesOf(sample);
  const groups = groupsOf(sample);
  const means = clusterMeans(differences, groups);
  const { value, ci95, df } = clusteredMean(differences, groups);
  const rough = df < 4 ? ` With ${df.toFixed(1)} degrees of freedom the interval is only a rough guide.` : '';
  return {
    test: signedRankTest(means, 'pratt', 'twoSided', 'signed-rank of subject means'),
    effectSize: { name: 'dz', ...dz(means, roundingOf(sample)) },
    difference: { interval: 'CR2 cluster-robust t', value, ci95 },
    differs:
      `Subjects repeat (${clusters} for ${differences.length} pairs), and images of one subject are not independent ` +
      'evidence: the test and d use subject means, and the interval of the mean difference is cluster-robust (CR2 ' +
      `with Satterthwaite's degrees of freedom), which few subjects do not make too narrow.${rough}`,
  };
}

function signedRankTest(
  differences: Float64Array,
  zeros: SignedRankOptions['zeros'],
  alternative: keyof BySide,
  name: string,
): VariantResult['test'] {
  // Few pairs: the normal approximation is off by more than rounding, and the exact distribution is instant.
  const method = zeros === 'pratt' && differences.length <= 50 ? 'exact' : 'asymptotic';
  const { p, log10p, n } = signedRank(differences, { method, zeros, correction: false });
  return { name: `${method} ${name}`, alternative, n, p: p[alternative], log10p: log10p[alternative] };
}

function resampledDifference(
  sample: Sample,
  options: VariantOptions & Pick<BootstrapOptions, 'scheme' | 'interval'>,
): VariantResult['difference'] {
  const { value, interval } = bootstrap(sample, {
    ...options,
    statistic: 'mean',
    confidence: intervalLevel(),
  });
  const scheme = options.scheme === 'independent' ? 'independent arms' : 'pairs';
  const kind = options.interval === 'bca' ? 'BCa' : options.interval;
  return { interval: `${kind} bootstrap of ${scheme}`, value, ci95: interval };
}
