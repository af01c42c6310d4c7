import { resamplesRule, resolveOptions, seedRule } from '../options.ts';
import type { Procedure } from '../procedure.ts';
import { compareArms, type VariantOptions, type Variants } from '../variants.ts';

const preset: VariantOptions = { resamples: 10_000, seed: 42 };

/** A paired comparison in all procedure variants. */
export const compare: Procedure<VariantOptions, Variants> = {
  name: 'compare',
  title: 'Comparison as described, as released, as recommended',
  kind: 'comparison',
  columns: 'both',
  clusters: () => true,
  options: preset,
  resolve: (given) => resolveOptions('compare', preset, { resamples: resamplesRule, seed: seedRule }, given),
  compute: compareArms,
};
