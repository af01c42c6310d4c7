import { mean } from '../../numeric/moments.ts';
import { armsOf, assertSample } from '../differences.ts';
import type { Estimate } from '../estimate.ts';
import { resamplesRule, resolveOptions, seedRule } from '../options.ts';
import type { Procedure } from '../procedure.ts';
import { ratioOfMeans } from '../ratio.ts';
import { ownUnits } from '../units.ts';

interface Options {
  readonly resamples: number;
  readonly seed: number;
}

interface Result extends Estimate {
  readonly n: number;
  readonly clusters: number;
  readonly numerator: number;
  readonly denominator: number;
}

const preset: Options = { resamples: 10_000, seed: 42 };

/** The mean of one column as a share of the mean of another, such as an effect's share of a gap. */
export const ratio: Procedure<Options, Result> = {
  name: 'ratio',
  title: 'Ratio of two means',
  kind: 'ratio',
  columns: 'both',
  clusters: () => true,
  takes: () => ownUnits,
  units: () => ({
    n: '1',
    clusters: '1',
    numerator: 'x',
    denominator: 'y',
    value: 'x/y',
    ci95: 'x/y',
  }),
  options: preset,
  resolve: (given) => resolveOptions('ratio', preset, { resamples: resamplesRule, seed: seedRule }, given),
  compute(sample, { resamples, seed }) {
    assertSample('ratio', sample, 2);
    const [x, y] = armsOf('ratio', sample);
    return {
      n: x.length,
      clusters: new Set(sample.clusters).size,
      numerator: mean(x),
      denominator: mean(y),
      ...ratioOfMeans(sample, resamples, seed),
    };
  },
};
