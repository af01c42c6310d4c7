import { resamplesRule, resolveOptions, seedRule } from '../options.ts';
import type { Procedure } from '../procedure.ts';
import { oneUnit } from '../units.ts';
import { compareArms, type VariantOptions, type Variants } from '../variants.ts';

const preset: VariantOptions = { resamples: 10_000, seed: 42 };

const variant = { test: '1', effectSize: '1', difference: 'x' } as const;

/** A paired comparison in all procedure variants. */
export const compare: Procedure<VariantOptions, Variants> = {
  name: 'compare',
  title: 'Comparison as described, as released, as recommended',
  kind: 'comparison',
  columns: 'both',
  clusters: () => true,
  takes: () => oneUnit,
  units: () => ({ n: '1', clusters: '1', described: variant, released: variant, recommended: variant }),
  options: preset,
  resolve: (given) => resolveOptions('compare', preset, { resamples: resamplesRule, seed: seedRule }, given),
  compute: compareArms,
};
