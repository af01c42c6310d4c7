import type { Options } from '../../language/option.ts';
import { type BootstrapOptions, bootstrap as resample } from '../bootstrap.ts';
import { clusterCount } from '../clustering.ts';
import { fewDraws } from '../few-draws.ts';
import { intervalLevel } from '../interval-level.ts';
import { resamplesOption, resolveOptions, seedOption } from '../options.ts';
import type { Procedure } from '../procedure.ts';
import { oneUnit } from '../units.ts';

type Setting = Omit<BootstrapOptions, 'confidence'>;

/** The estimate stands under the name of its statistic, `mean` or `median`. */
type Result = Setting & {
  readonly n: number;
  readonly clusters: number;
  readonly mean?: number;
  readonly median?: number;
  readonly standardError: number;
  readonly ci95: readonly [low: number, high: number];
};

const options: Options<Setting> = {
  statistic: {
    enum: ['mean', 'median'],
    default: 'mean',
    description: 'What is estimated of the differences.',
  },
  interval: {
    enum: ['percentile', 'basic', 'bca', 'studentised'],
    default: 'percentile',
    description:
      'How the interval is made of the replicates (Efron and Tibshirani 1993); percentile as described.',
  },
  scheme: {
    enum: ['paired', 'independent', 'cluster', 'subject'],
    default: 'paired',
    description:
      'What is drawn: pairs, each arm by itself, whole subjects with their images, or the means of subjects.',
  },
  resamples: resamplesOption(10_000, 'Bootstrap replicates behind the interval.'),
  seed: seedOption,
};

/** Bootstrap interval of the difference; the preset is the described one, with the release's number and seed. */
export const bootstrap: Procedure<Setting, Result> = {
  name: 'bootstrap',
  title: 'Bootstrap interval of a difference',
  description:
    'Mean or median difference with a 95 % bootstrap interval, resampling pairs, arms or subjects.',
  kind: 'interval',
  columns: 'differences',
  clusters: ({ scheme }) => scheme === 'cluster' || scheme === 'subject',
  ties: () => false,
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
  options,
  cautions: (sample, { interval, scheme }) => {
    if (interval === 'studentised') return [];
    const subjects = clusterCount(sample);
    const whole = scheme === 'cluster' || (scheme === 'subject' && subjects > 1);
    return fewDraws(whole ? subjects : sample.x.length);
  },
  resolve: (given) => resolveOptions('bootstrap', options, given),
  compute(sample, options) {
    const { value, standardError, interval } = resample(sample, { ...options, confidence: intervalLevel() });
    return {
      n: sample.x.length,
      clusters: clusterCount(sample),
      [options.statistic]: value,
      standardError,
      ci95: interval,
      ...options,
    };
  },
};
