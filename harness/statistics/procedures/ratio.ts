import type { Options } from '../../language/option.ts';
import { mean } from '../../numeric/moments.ts';
import { clusterCount, drawnUnits, groupsOf } from '../clustering.ts';
import { armsOf, assertSample } from '../differences.ts';
import type { Estimate } from '../estimate.ts';
import { fewDraws } from '../few-draws.ts';
import { resamplesOption, resolveOptions, seedOption } from '../options.ts';
import type { Procedure } from '../procedure.ts';
import { ratioOfMeans } from '../ratio.ts';
import { ownUnits } from '../units.ts';

interface Setting {
  readonly resamples: number;
  readonly seed: number;
}

interface Result extends Estimate {
  readonly n: number;
  readonly clusters: number;
  readonly numerator: number;
  readonly denominator: number;
}

const options: Options<Setting> = {
  resamples: resamplesOption(10_000, 'Bootstrap replicates behind the interval.'),
  seed: seedOption,
};

/** The mean of one column as a share of the mean of another, such as an effect's share of a gap. */
export const ratio: Procedure<Setting, Result> = {
  name: 'ratio',
  title: 'Ratio of two means',
  description:
    'The mean of one column as a share of the mean of another, with a 95 % interval over subjects drawn with replacement.',
  kind: 'ratio',
  columns: 'both',
  clusters: () => true,
  ties: () => false,
  takes: () => ownUnits,
  units: () => ({
    n: '1',
    clusters: '1',
    numerator: 'x',
    denominator: 'y',
    value: 'x/y',
    ci95: 'x/y',
  }),
  options,
  cautions: (sample) => fewDraws(drawnUnits(groupsOf(sample)).names.length),
  resolve: (given) => resolveOptions('ratio', options, given),
  compute(sample, { resamples, seed }) {
    assertSample('ratio', sample, 2);
    const [x, y] = armsOf('ratio', sample);
    return {
      n: x.length,
      clusters: clusterCount(sample),
      numerator: mean(x),
      denominator: mean(y),
      ...ratioOfMeans(sample, resamples, seed),
    };
  },
};
