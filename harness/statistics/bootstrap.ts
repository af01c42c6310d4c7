import { ascendingOrder } from '../numeric/ascending-order.ts';
import { InputError } from '../numeric/input-error.ts';
import { mean, standardDeviation } from '../numeric/moments.ts';
import { median } from '../numeric/quantile.ts';
import { type IndexSource, indexSource } from '../numeric/random-indices.ts';
import { stream } from '../numeric/stream.ts';
import {
  type BootstrapInterval,
  basicInterval,
  bcaInterval,
  percentileInterval,
  studentisedInterval,
} from './bootstrap-interval.ts';
import { clusterSizes, clusterSums, groupsOf, type Labels } from './clustering.ts';
import { armsOf, assertSample, differencesOf } from './differences.ts';
import { inIdOrder } from './id-order.ts';
import type { Sample } from './procedure.ts';
import {
  type ClusterSums,
  ratioError,
  resampled,
  resampledClusterMeans,
  resampledClusters,
  resampledMeans,
  type Statistic,
} from './resampling.ts';

/** The conventions of a bootstrap of the difference between two arms. */
export interface BootstrapOptions {
  /** Of the paired differences; with independent arms, the difference of the arms' statistics. */
  readonly statistic: 'mean' | 'median';
  readonly interval: BootstrapInterval;
  /**
   * What is drawn with replacement: pairs, each arm on its own (the release's), or whole clusters. `subject`
   * draws clusters where there are several, and the pairs of the one subject where there is no other.
   */
  readonly scheme: Scheme | 'subject';
  readonly resamples: number;
  readonly seed: number;
  readonly confidence: number;
}

type Scheme = 'paired' | 'independent' | 'cluster';

/** The estimate, its bootstrap standard error, and the interval. */
export interface BootstrapResult {
  readonly value: number;
  readonly standardError: number;
  readonly interval: readonly [low: number, high: number];
  /** The statistic of each resample, ascending. */
  readonly replicates: Float64Array;
}

/**
 * Bootstrap of the mean or median difference x - y, or of x where there is one arm. The seed alone decides the
 * resamples, and they are drawn over the pairs in the order of their ids.
 * @throws InputError for fewer than two units to draw, a NaN, or an interval that the statistic has not.
 */
export function bootstrap(sample: Sample, options: BootstrapOptions): BootstrapResult {
  assertSample('bootstrap', sample, 2);
  assertPossible(options);
  const scheme = schemeFor(sample, options.scheme);
  const plan = planOf(inIdOrder(sample), scheme, options.statistic);
  const studentised = options.interval === 'studentised';
  const replicates = new Float64Array(options.resamples);
  const errors = studentised ? new Float64Array(options.resamples) : undefined;
  const source = (name: string) => indexSource(stream(options.seed, 'bootstrap', scheme, name));
  plan.draw(source, replicates, errors);
  const standardError = standardDeviation(replicates, 1);
  const pivots = errors && studentise(replicates, plan.value, errors);
  replicates.sort();
  return {
    value: plan.value,
    standardError,
    interval: intervalOf(plan, replicates, pivots, options),
    replicates,
  };
}

/** One scheme applied to one sample: the estimate, how to draw, and what the intervals ask for. */
interface Plan {
  readonly value: number;
  draw(source: (name: string) => IndexSource, replicates: Float64Array, errors?: Float64Array): void;
  /** The statistic with one drawn unit left out at a time, per arm. */
  jackknife(): readonly Float64Array[];
  /** Standard error of a mean; not defined for medians. */
  standardError(): number;
}

function schemeFor({ clusters }: Sample, scheme: BootstrapOptions['scheme']): Scheme {
  if (scheme !== 'subject') return scheme;
  return new Set(clusters).size > 1 ? 'cluster' : 'paired';
}

function planOf(sample: Sample, scheme: Scheme, name: BootstrapOptions['statistic']): Plan {
  if (scheme === 'cluster') return clusterPlan(sample, name);
  if (scheme === 'paired') return armPlan(differencesOf(sample), name, 'pairs');
  const [x, y] = armsOf('bootstrap of independent arms', sample);
  const [a, b] = [armPlan(x, name, 'x'), armPlan(y, name, 'y')];
  return {
    value: a.value - b.value,
    draw(source, replicates, errors) {
      const other = new Float64Array(replicates.length);
      const otherErrors = errors && new Float64Array(replicates.length);
      a.draw(source, replicates, errors);
      b.draw(source, other, otherErrors);
      for (let i = 0; i < replicates.length; i++) replicates[i] -= other[i];
      if (errors) for (let i = 0; i < errors.length; i++) errors[i] = Math.hypot(errors[i], otherErrors![i]);
    },
    jackknife: () => [a.jackknife()[0].map((v) => v - b.value), b.jackknife()[0].map((v) => a.value - v)],
    standardError: () => Math.hypot(a.standardError(), b.standardError()),
  };
}

function armPlan(values: Float64Array, name: BootstrapOptions['statistic'], arm: string): Plan {
  const n = values.length;
  const value = statistics[name](values);
  return {
    value,
    draw(source, replicates, errors) {
      if (name === 'mean') resampledMeans(values, source(arm), replicates, errors);
      else resampled(values, median, source(arm), replicates);
    },
    jackknife() {
      if (name === 'mean') return [values.map((left) => (n * value - left) / (n - 1))];
      return [mediansWithoutEach(values)];
    },
    standardError: () => standardDeviation(values, 1) / Math.sqrt(n),
  };
}

function clusterPlan(sample: Sample, name: BootstrapOptions['statistic']): Plan {
  const differences = differencesOf(sample);
  const groups = groupsOf(sample);
  const count = groups.names.length;
  if (count < 2) {
    throw new InputError({
      where: 'bootstrap of clusters',
      expected: 'at least 2 clusters',
      got: `${count}`,
      remedy: 'use the paired scheme or a pattern that tells subjects apart',
    });
  }
  const sums: ClusterSums = { sums: clusterSums(differences, groups), sizes: clusterSizes(groups) };
  const clusters = name === 'mean' ? [] : valuesBy(differences, groups);
  const n = differences.length;
  const value = statistics[name](differences);
  return {
    value,
    draw(source, replicates, errors) {
      if (name === 'mean') resampledClusterMeans(sums, source('clusters'), replicates, errors);
      else resampledClusters(clusters, median, source('clusters'), replicates);
    },
    jackknife() {
      if (name === 'mean') return [sums.sums.map((left, g) => (n * value - left) / (n - sums.sizes[g]))];
      return [
        Float64Array.from(clusters, (_, g) => {
          const rest = clusters.filter((_, other) => other !== g);
          return median(Float64Array.from(rest.flatMap((values) => [...values])));
        }),
      ];
    },
    standardError: () => ratioError(sums, value, n),
  };
}

const statistics: Readonly<Record<BootstrapOptions['statistic'], Statistic>> = { mean, median };

function studentise(replicates: Float64Array, value: number, errors: Float64Array): Float64Array {
  // A resample of one repeated observation has no spread; it says nothing and counts as the centre.
  return replicates.map((replicate, i) => (errors[i] > 0 ? (replicate - value) / errors[i] : 0)).sort();
}

function intervalOf(
  plan: Plan,
  sorted: Float64Array,
  pivots: Float64Array | undefined,
  { interval, confidence }: BootstrapOptions,
): [number, number] {
  if (sorted[0] === sorted[sorted.length - 1]) return [sorted[0], sorted[0]];
  if (pivots) return studentisedInterval(pivots, plan.value, plan.standardError(), confidence);
  if (interval === 'bca') return bcaInterval(sorted, plan.value, plan.jackknife(), confidence);
  if (interval === 'basic') return basicInterval(sorted, plan.value, confidence);
  return percentileInterval(sorted, confidence);
}

function assertPossible({ interval, statistic }: BootstrapOptions): void {
  if (interval !== 'studentised' || statistic === 'mean') return;
  throw new InputError({
    where: 'bootstrap',
    expected: 'a statistic with a standard error for the studentised interval',
    got: statistic,
    remedy: 'use the mean, or the BCa interval for the median',
  });
}

function valuesBy(values: Float64Array, groups: Labels): readonly Float64Array[] {
  const places = clusterSizes(groups);
  const clusters = Array.from(places, (size) => new Float64Array(size));
  // Filled from the end, so that what is left to fill is the place of the next.
  for (let i = values.length - 1; i >= 0; i--) clusters[groups.of[i]][--places[groups.of[i]]] = values[i];
  return clusters;
}

/** The median with each value left out in turn. */
function mediansWithoutEach(values: Float64Array): Float64Array {
  const order = ascendingOrder(values);
  const medians = new Float64Array(values.length);
  const last = order.length - 2;
  const [below, above] = [Math.floor(last / 2), Math.ceil(last / 2)];
  order.forEach((place, rank) => {
    const [low, high] = [below, above].map((at) => values[order[at < rank ? at : at + 1]]);
    medians[place] = low + (high - low) / 2;
  });
  return medians;
}
