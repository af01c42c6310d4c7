import { type BootstrapOptions, bootstrap as resample } from '../bootstrap.ts';
import { CONFIDENCE } from '../estimate.ts';
import { resamplesRule, resolveOptions, seedRule } from '../options.ts';
import type { Procedure } from '../procedure.ts';
import { oneUnit } from '../units.ts';

type Options = Omit<BootstrapOptions, 'confidence'>;

/** The estimate stands under the name of its statistic, `mean` or `median`. */
type Result = Options & {
  readonly n: number;
  readonly clusters: number;
  readonly mean?: number;
  readonly median?: number;
  readonly standardError: number;
  readonly ci95: readonly [low: number, high: number];
};

const preset: Options = {
  statistic: 'mean',
  interval: 'percentile',
  scheme: 'paired',
  resamples: 10_000,
  seed: 42,
};

/** Bootstrap interval of the difference; the preset is the described one, with the release's number and seed. */
export const bootstrap: Procedure<Options, Result> = {
  name: 'bootstrap',
  title: 'Bootstrap interval of a difference',
  kind: 'interval',
  columns: 'differences',
  clusters: ({ scheme }) => scheme === 'cluster' || scheme === 'subject',
  takes: () => oneUnit,
  units: () => ({
    n: '1',
    clusters: '1',
    mean: 'x',
    median: 'x',
    standardError: 'x',
    ci95: 'x',
    resamples: '1',
    seed: '1',
  }),
  options: preset,
  resolve: (given) =>
    resolveOptions(
      'bootstrap',
      preset,
      {
        statistic: { oneOf: ['mean', 'median'] },
        interval: { oneOf: ['percentile', 'basic', 'bca', 'studentised'] },
        scheme: { oneOf: ['paired', 'independent', 'cluster', 'subject'] },
        resamples: resamplesRule,
        seed: seedRule,
      },
      given,
    ),
  compute(sample, options) {
    const { value, standardError, interval } = resample(sample, { ...options, confidence: CONFIDENCE });
    return {
      n: sample.x.length,
      clusters: new Set(sample.clusters).size,
      [options.statistic]: value,
      standardError,
      ci95: interval,
      ...options,
    };
  },
};
