import { assertSample, differencesOf, roundingOf } from '../differences.ts';
import { dav, dz, hedgesG, pooledD } from '../effect-size.ts';
import type { Estimate } from '../estimate.ts';
import { resolveOptions } from '../options.ts';
import type { Procedure } from '../procedure.ts';
import { rankBiserial } from '../rank-biserial.ts';
import { oneUnit } from '../units.ts';

/** An effect size, and how its interval is made. */
type Effect = Estimate & { readonly interval: string };

/** Standardised differences; those that need two arms are absent with one. */
export interface EffectSizes {
  readonly pooled?: Effect;
  readonly dz: Effect;
  readonly dav?: Effect;
  readonly hedgesG?: Effect;
  readonly rankBiserial: Effect;
}

/** Effect sizes of x against y: the release's (pooled), the described one (dz), and their kin. */
export const effectSize: Procedure<object, EffectSizes> = {
  name: 'effect-size',
  title: 'Effect sizes of a paired difference',
  description:
    "Standardised differences with 95 % intervals: Cohen's d over the pooled sd (as released), d_z over the sd of differences (as described), d_av, Hedges' g and the rank-biserial correlation.",
  kind: 'effect-size',
  columns: 'differences',
  clusters: () => false,
  ties: () => true,
  takes: () => oneUnit,
  units: () => ({ pooled: '1', dz: '1', dav: '1', hedgesG: '1', rankBiserial: '1' }),
  options: {},
  resolve: (given) => resolveOptions('effect-size', {}, given),
  compute(sample) {
    assertSample('effect-size', sample, 2);
    const differences = differencesOf(sample);
    const named = (estimate: Estimate, interval: string): Effect => ({ ...estimate, interval });
    const ofDifferences = {
      dz: named(dz(differences, roundingOf(sample)), 'noncentral t'),
      rankBiserial: named(rankBiserial(differences), 'U-statistic on the z scale, or binomial near 1'),
    };
    const { x, y } = sample;
    if (!y) return ofDifferences;
    const apart = 'noncentral t of independent arms, too wide where the arms correlate';
    return {
      pooled: named(pooledD(x, y), apart),
      dav: named(dav(x, y), 'delta method, large samples'),
      hedgesG: named(hedgesG(x, y), apart),
      ...ofDifferences,
    };
  },
};
