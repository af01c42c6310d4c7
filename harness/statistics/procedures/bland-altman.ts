import { type Agreement, blandAltman as agree } from '../bland-altman.ts';
import { clusteredAgreement } from '../bland-altman-clusters.ts';
import { armsOf, assertSample } from '../differences.ts';
import { inIdOrder } from '../id-order.ts';
import { resamplesRule, resolveOptions, seedRule } from '../options.ts';
import type { Procedure } from '../procedure.ts';
import { oneUnit } from '../units.ts';

interface Options {
  /** Limits are this many standard deviations from the bias. */
  readonly multiplier: number;
  /** Draws of subjects behind the intervals, where subjects repeat. */
  readonly resamples: number;
  readonly seed: number;
}

const preset: Options = { multiplier: 1.96, resamples: 10_000, seed: 42 };

/**
 * Bland and Altman's agreement of x with y; the preset's 1.96 is the release's. Where subjects repeat, the
 * intervals come from subjects drawn with replacement.
 */
export const blandAltman: Procedure<Options, Agreement & Options> = {
  name: 'bland-altman',
  title: 'Bland-Altman agreement',
  kind: 'agreement',
  columns: 'both',
  clusters: () => true,
  takes: () => oneUnit,
  units: () => ({
    n: '1',
    bias: 'x',
    sd: 'x',
    limits: 'x',
    proportional: '1',
    multiplier: '1',
    resamples: '1',
    seed: '1',
  }),
  options: preset,
  resolve: (given) =>
    resolveOptions(
      'bland-altman',
      preset,
      { multiplier: { number: 'real', min: 0.1, max: 10 }, resamples: resamplesRule, seed: seedRule },
      given,
    ),
  compute(given, options) {
    assertSample('bland-altman', given, 3);
    const sample = inIdOrder(given);
    const [x, y] = armsOf('bland-altman', sample);
    const agreement = agree(x, y, options.multiplier);
    const repeated = new Set(sample.clusters).size < x.length;
    return {
      ...(repeated ? clusteredAgreement(agreement, x, y, sample.clusters, options) : agreement),
      ...options,
    };
  },
};
