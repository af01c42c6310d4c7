import { frechetReplicates, subjectResample } from '../../harness/metrics/frechet-bootstrap.ts';
import type { FeatureSet } from '../../harness/metrics/frechet-distance.ts';
import { mean } from '../../harness/numeric/moments.ts';
import { normalCdf } from '../../harness/numeric/normal.ts';
import type { Stream } from '../../harness/numeric/stream.ts';
import type { Sample } from '../../harness/statistics/procedure.ts';
import { drawn, type World } from './worlds.ts';

/** A procedure whose intervals are measured: its options, what it is given, and its intervals by the place of their value. */
export interface Asked {
  readonly procedure: string;
  readonly options?: Readonly<Record<string, unknown>>;
  readonly form: Form;
  /** Samples of each world, where other than `SAMPLES`, and draws that stand for the truth: `POPULATION`. */
  readonly samples?: number;
  readonly population?: number;
  /** Place of each interval in the result, with that of the value that it is of. */
  readonly intervals: Readonly<Record<string, string>>;
}

/** How a draw becomes the columns of a procedure. */
export type Form = keyof typeof forms;

const effect = 0.3;

type Drawing = (world: World, random: Stream, times: number) => Sample;

const arms: Drawing = (world, random, times) => armsWith(effect, world, random, times);

function armsWith(shift: number, world: World, random: Stream, times: number) {
  const { ids, clusters, level, methods } = drawn(world, random, [shift], times);
  return { ids, clusters, x: methods[0]!, y: level };
}

export const forms = {
  pairs: arms,
  /** Gains as large as those that papers print the size of. */
  gains: (world, random, times) => armsWith(1.5, world, random, times),
  /** Two raters of whom neither scores higher. */
  raters: (world, random, times) => armsWith(0, world, random, times),
  /** What a straight line foretells, but for the differences. */
  line(world, random, times) {
    const { x, y, ...who } = armsWith(effect, world, random, times);
    return { ...who, x: y, y: x };
  },
  /** Scores far from 0, so that there is a ratio. */
  positive(world, random, times) {
    const { x, y, ...who } = armsWith(effect, world, random, times);
    return { ...who, x: x.map((v) => 10 + v), y: y.map((v) => 10 + v) };
  },
  /** Rates of about 7 %. */
  rates(world, random, times) {
    const { x, y, ...who } = armsWith(effect, world, random, times);
    const rate = (v: number) => normalCdf(-1.5 + 0.3 * v);
    return { ...who, x: x.map(rate), y: y.map(rate) };
  },
  /** Successes, of which each method has some that the other has not. */
  successes(world, random, times) {
    const { x, y, ...who } = armsWith(effect, world, random, times);
    return { ...who, x: x.map((v) => Number(v > 0)), y: y.map((v) => Number(v > 0)) };
  },
  /** Two groups of other subjects, the second of half the spread. */
  groups(world, random, times) {
    const first = drawn(world, random, [], times);
    const second = drawn(world, random, [], times);
    const named = (mark: string) => (id: string) => `${mark}${id}`;
    const values = [...first.level].map((v) => v + effect).concat([...second.level].map((v) => v / 2));
    return {
      ids: [...first.ids.map(named('a')), ...second.ids.map(named('b'))],
      clusters: [...first.clusters.map(named('a')), ...second.clusters.map(named('b'))],
      x: Float64Array.from(values),
      y: Float64Array.from(values, (_, i) => Number(i < first.level.length)),
    };
  },
  /** Five autoencoders, of which the one with the highest ceiling is the second best. */
  autoencoders(world, random, times) {
    const ceilings = [0, 0.4, 1.2, 1, 0.8];
    const results = [0, 0.1, 0.35, 0.5, 0.2];
    const { clusters, methods } = drawn(world, random, [...ceilings, ...results], times);
    const [x, y] = [methods.slice(0, 5), methods.slice(5)];
    const ids = ['a', 'b', 'c', 'd', 'e'];
    return { ids, clusters: ids, x: means(x), y: means(y), behind: { clusters, x, y } };
  },
  /** Frechet distances of two methods from the same images, over two features, in resamples of the subjects. */
  sets(world, random, times) {
    const features = drawn(world, random, [0, 0, 0.6, 0.6, 0.3, 0.3], times);
    const { clusters, methods } = features;
    const draws = Array.from({ length: 60 }, (_, r) =>
      subjectResample(clusters, random.below(2 ** 31), 'set', r),
    );
    const set = (from: number) => featureSet(methods.slice(from, from + 2));
    const distances = (from: number) => frechetReplicates(set(from), set(0), draws);
    const ids = draws.map((_, r) => String(r).padStart(3, '0'));
    return { ids, clusters: ids, x: distances(2), y: distances(4) };
  },
} as const satisfies Readonly<Record<string, Drawing>>;

function featureSet(columns: readonly Float64Array[]): FeatureSet {
  const [count, dimension] = [columns[0]!.length, columns.length];
  const data = Float64Array.from(
    { length: count * dimension },
    (_, i) => columns[i % dimension]![Math.floor(i / dimension)]!,
  );
  return { count, dimension, data };
}

function means(columns: readonly Float64Array[]): Float64Array {
  return Float64Array.from(columns, (column) => mean(column));
}

const effects = ['pooled', 'dav', 'hedgesG', 'dz', 'rankBiserial'];
const variants = ['described', 'released', 'recommended'];
const iccs = ['icc1', 'icc2', 'icc3', 'icc1k', 'icc2k', 'icc3k'];
const ci95 = (names: readonly string[]) =>
  Object.fromEntries(names.map((at) => [`/${at}/ci95`, `/${at}/value`]));
const ofMean = { '/ci95': '/mean' };

/** Every procedure with intervals, in the settings that differ. */
export const asked: readonly Asked[] = [
  { procedure: 'summary', form: 'pairs', intervals: ofMean },
  { procedure: 't-test', form: 'pairs', intervals: ofMean },
  ...(['percentile', 'basic', 'bca', 'studentised'] as const).map(
    (interval): Asked => ({
      procedure: 'bootstrap',
      options: { interval, scheme: 'subject' },
      form: 'pairs',
      intervals: ofMean,
    }),
  ),
  { procedure: 'bootstrap', options: { scheme: 'paired' }, form: 'pairs', intervals: ofMean },
  {
    procedure: 'bootstrap',
    options: { statistic: 'median', scheme: 'subject' },
    form: 'pairs',
    population: 250,
    intervals: { '/ci95': '/median' },
  },
  { procedure: 'clustered', form: 'pairs', intervals: { ...ofMean, '/bootstrap/ci95': '/mean' } },
  { procedure: 'mixed-model', form: 'pairs', intervals: ofMean },
  { procedure: 'sequential', form: 'pairs', intervals: ofMean },
  ...(['mean', 'median'] as const).map(
    (quantity): Asked => ({
      procedure: 'equivalence',
      options: { quantity, margin: 1 },
      form: 'pairs',
      intervals: { '/ci90': '/value' },
    }),
  ),
  {
    procedure: 'equivalence',
    options: { quantity: 'h', margin: 1 },
    form: 'rates',
    intervals: { '/ci90': '/value' },
  },
  { procedure: 'effect-size', form: 'pairs', intervals: ci95(effects) },
  {
    procedure: 'compare',
    form: 'pairs',
    intervals: ci95(variants.flatMap((variant) => [`${variant}/effectSize`, `${variant}/difference`])),
  },
  {
    procedure: 'correlation',
    form: 'pairs',
    intervals: {
      '/pearson/ci95': '/pearson/r',
      '/spearman/ci95': '/spearman/rho',
      '/within/ci95': '/within/r',
    },
  },
  { procedure: 'linear-fit', form: 'line', intervals: ci95(['slope', 'intercept']) },
  {
    procedure: 'bland-altman',
    form: 'pairs',
    intervals: ci95([
      'bias',
      'limits/lower',
      'limits/upper',
      'proportional/slope',
      'components/limits/lower',
      'components/limits/upper',
    ]),
  },
  { procedure: 'ratio', form: 'positive', intervals: { '/ci95': '/value' } },
  {
    procedure: 'proportions',
    form: 'rates',
    intervals: { ...ci95(['h']), '/clustered/ci95': '/clustered/value' },
  },
  { procedure: 'two-groups', form: 'groups', intervals: ofMean },
  { procedure: 'subgroups', form: 'groups', intervals: { '/greatest/ci95': '/greatest/value' } },
  { procedure: 'mann-whitney', form: 'groups', intervals: ci95(['auc']) },
  // Shares of about a half, of 3 % and of 99 %.
  ...[0, 3, -3].map(
    (above): Asked => ({
      procedure: 'share',
      options: { above },
      form: 'pairs',
      intervals: { '/ci95': '/value' },
    }),
  ),
  { procedure: 'mcnemar', form: 'successes', intervals: ci95(['difference', 'share']) },
  { procedure: 'screening', form: 'autoencoders', population: 250, intervals: ci95(['regret', 'stake']) },
  { procedure: 'replicates', form: 'sets', samples: 100, population: 10, intervals: { '/ci95': '/value' } },
  { procedure: 'icc', form: 'raters', intervals: ci95(iccs) },
];
