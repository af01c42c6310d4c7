import type { Options } from '../../language/option.ts';
import { clusteredMean } from '../clustered.ts';
import { groupsOf } from '../clustering.ts';
import { assertSample, differencesOf } from '../differences.ts';
import { resolveOptions } from '../options.ts';
import { detectableBySignedRank, detectableByT, detectableMargin, SIGNED_RANK_EFFICIENCY } from '../power.ts';
import type { Procedure } from '../procedure.ts';
import type { Level } from '../t-power.ts';
import { oneUnit } from '../units.ts';

interface Setting {
  readonly alpha: number;
  readonly sides: 'one' | 'two';
  /** The power that a detectable difference is asked for. */
  readonly power: number;
}

interface Result extends Setting {
  readonly n: number;
  readonly standardError: number;
  readonly df: number;
  /** The least true difference of means that the t test finds with this power, in the unit of the columns. */
  readonly detectable: number;
  /** The same of the signed-rank test, by its efficiency of 3 / pi for normal differences. */
  readonly detectableBySignedRank: number;
  /** d_z that n independent pairs find: by t, and by the signed-rank test. */
  readonly detectableDz: { readonly t: number; readonly signedRank: number };
  /** The least margin within which the absence of a difference is established with this power. */
  readonly detectableMargin: number;
}

const options: Options<Setting> = {
  alpha: {
    type: 'number',
    minimum: 1e-12,
    maximum: 0.5,
    default: 0.05,
    description: 'Level of the test: the chance of a false rejection.',
  },
  sides: {
    enum: ['one', 'two'],
    default: 'two',
    description: 'Whether the test looks to one side or to both.',
  },
  power: {
    type: 'number',
    minimum: 0.05,
    maximum: 0.999,
    default: 0.8,
    description: 'The chance with which the difference is to be found.',
  },
};

/** What differences these data could have shown; subjects are the units where they repeat. */
export const power: Procedure<Setting, Result> = {
  name: 'power',
  title: 'Power and minimal detectable difference',
  description:
    'What the data could have shown: the least true difference that the t and the signed-rank test find with the asked power, and the least margin of equivalence. Subjects are the units where they repeat.',
  kind: 'power',
  columns: 'differences',
  clusters: () => true,
  ties: () => false,
  takes: () => oneUnit,
  units: () => ({
    n: '1',
    standardError: 'x',
    df: '1',
    detectable: 'x',
    detectableBySignedRank: 'x',
    detectableDz: '1',
    detectableMargin: 'x',
    alpha: '1',
    power: '1',
  }),
  options,
  resolve: (given) => resolveOptions('power', options, given),
  compute(sample, options) {
    assertSample('power', sample, 3);
    const { standardError, df } = clusteredMean(differencesOf(sample), groupsOf(sample));
    const n = sample.x.length;
    const level: Level = { alpha: options.alpha, sides: options.sides === 'one' ? 1 : 2 };
    const detectable = standardError * detectableByT(df, options.power, level);
    return {
      n,
      standardError,
      df,
      detectable,
      detectableBySignedRank: detectable / Math.sqrt(SIGNED_RANK_EFFICIENCY),
      detectableDz: {
        t: detectableByT(n - 1, options.power, level) / Math.sqrt(n),
        signedRank: detectableBySignedRank(n, options.power, level),
      },
      detectableMargin: standardError * detectableMargin(df, options.power, options.alpha),
      ...options,
    };
  },
};
