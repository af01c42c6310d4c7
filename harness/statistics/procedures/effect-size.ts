import { assertSample, differencesOf } from '../differences.ts';
import { dav, dz, hedgesG, pooledD } from '../effect-size.ts';
import type { Estimate } from '../estimate.ts';
import { resolveOptions } from '../options.ts';
import type { Procedure } from '../procedure.ts';
import { rankBiserial } from '../rank-biserial.ts';

/** Standardised differences; those that need two arms are absent with one. */
export interface EffectSizes {
  readonly pooled?: Estimate;
  readonly dz: Estimate;
  readonly dav?: Estimate;
  readonly hedgesG?: Estimate;
  readonly rankBiserial: Estimate;
}

/** Effect sizes of x against y: the release's (pooled), the described one (dz), and their kin. */
export const effectSize: Procedure<object, EffectSizes> = {
  name: 'effect-size',
  title: 'Effect sizes of a paired difference',
  kind: 'effect-size',
  columns: 'differences',
  options: {},
  resolve: (given) => resolveOptions('effect-size', {}, {}, given),
  compute(sample) {
    assertSample('effect-size', sample, 2);
    const differences = differencesOf(sample);
    const ofDifferences = { dz: dz(differences), rankBiserial: rankBiserial(differences) };
    const { x, y } = sample;
    return y
      ? { pooled: pooledD(x, y), dav: dav(x, y), hedgesG: hedgesG(x, y), ...ofDifferences }
      : ofDifferences;
  },
};
