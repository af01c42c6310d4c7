import type { Options } from '../../language/option.ts';
import { resamplesOption, resolveOptions, seedOption } from '../options.ts';
import type { Procedure } from '../procedure.ts';
import { oneUnit } from '../units.ts';
import { compareArms, type VariantOptions, type Variants } from '../variants.ts';

const options: Options<VariantOptions> = {
  resamples: resamplesOption(10_000, 'Bootstrap replicates behind the interval.'),
  seed: seedOption,
};

const variant = { test: '1', effectSize: '1', difference: 'x' } as const;

/** A paired comparison in all procedure variants. */
export const compare: Procedure<VariantOptions, Variants> = {
  name: 'compare',
  title: 'Comparison as described, as released, as recommended',
  description:
    'A paired comparison three times side by side: as the paper describes it, as its release computes it, and as recommended.',
  kind: 'comparison',
  columns: 'both',
  clusters: () => true,
  ties: () => true,
  takes: () => oneUnit,
  units: () => ({ n: '1', clusters: '1', described: variant, released: variant, recommended: variant }),
  options,
  resolve: (given) => resolveOptions('compare', options, given),
  compute: compareArms,
};
