import { armsOf, assertSample } from '../differences.ts';
import { resamplesRule, resolveOptions, seedRule } from '../options.ts';
import type { Procedure } from '../procedure.ts';
import { type Screening, screen } from '../screening.ts';
import { ownUnits } from '../units.ts';

interface Options {
  readonly resamples: number;
  readonly seed: number;
}

const preset: Options = { resamples: 10_000, seed: 42 };

/** Choosing by a screening score x what should be best by y: is it, and if not, what does the choice cost? */
export const screening: Procedure<Options, Screening & { readonly n: number }> = {
  name: 'screening',
  title: 'Choice of the best by a screening score',
  kind: 'screening',
  columns: 'both',
  clusters: () => false,
  takes: () => ownUnits,
  units: () => ({ n: '1', regret: 'y', stake: 'y', hitRate: '1' }),
  options: preset,
  resolve: (given) =>
    resolveOptions('screening', preset, { resamples: resamplesRule, seed: seedRule }, given),
  compute(sample, { resamples, seed }) {
    assertSample('screening', sample, 2);
    armsOf('screening', sample);
    return { n: sample.x.length, ...screen(sample, resamples, seed) };
  },
};
