import { armsOf, assertSample } from '../differences.ts';
import { resolveOptions } from '../options.ts';
import type { Procedure } from '../procedure.ts';
import { compareProportions, type Proportions } from '../proportions.ts';
import { plainNumbers } from '../units.ts';
import { assertRates } from './rates.ts';

interface Options {
  /** Trials (pixels) behind each image's rate. */
  readonly trials: number;
}

const preset: Options = { trials: 256 * 256 };

/** Two rates per image: the release's z test over all pixels, and images or subjects as units beside it. */
export const proportions: Procedure<Options, Proportions & { readonly n: number }> = {
  name: 'proportions',
  title: 'Comparison of two rates',
  kind: 'proportion',
  columns: 'both',
  clusters: () => true,
  takes: () => plainNumbers,
  units: () => ({ n: '1', rates: '1', difference: '1', h: '1', independent: '1', clustered: '1' }),
  options: preset,
  resolve: (given) =>
    resolveOptions('proportions', preset, { trials: { number: 'integer', min: 1, max: 1e12 } }, given),
  compute(sample, { trials }) {
    assertSample('proportions', sample, 2);
    const [x, y] = armsOf('proportions', sample);
    assertRates('proportions', sample);
    return { n: x.length, ...compareProportions(x, y, sample.clusters, trials) };
  },
};
