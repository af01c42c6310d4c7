import type { Options } from '../../language/option.ts';
import { armsOf, assertSample } from '../differences.ts';
import { resamplesOption, resolveOptions, seedOption } from '../options.ts';
import type { Procedure } from '../procedure.ts';
import { type Screening, screen } from '../screening.ts';
import { ownUnits } from '../units.ts';

interface Setting {
  readonly resamples: number;
  readonly seed: number;
}

const options: Options<Setting> = {
  resamples: resamplesOption(10_000, 'Draws of subjects behind the intervals.'),
  seed: seedOption,
};

/** Choosing by a screening score x what should be best by y: is it, and if not, what does the choice cost? */
export const screening: Procedure<Setting, Screening & { readonly n: number }> = {
  name: 'screening',
  title: 'Choice of the best by a screening score',
  description:
    'Choosing by a screening score x what should be best by y: whether the choice is the best, at which rank it is, and what it costs.',
  kind: 'screening',
  columns: 'both',
  clusters: () => false,
  ties: () => false,
  takes: () => ownUnits,
  units: () => ({ n: '1', regret: 'y', stake: 'y', hitRate: '1' }),
  options,
  resolve: (given) => resolveOptions('screening', options, given),
  compute(sample, { resamples, seed }) {
    assertSample('screening', sample, 2);
    armsOf('screening', sample);
    return { n: sample.x.length, ...screen(sample, resamples, seed) };
  },
};
