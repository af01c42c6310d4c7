import { type Agreement, blandAltman as agree } from '../bland-altman.ts';
import { armsOf, assertSample } from '../differences.ts';
import { resolveOptions } from '../options.ts';
import type { Procedure } from '../procedure.ts';

interface Options {
  /** Limits are this many standard deviations from the bias. */
  readonly multiplier: number;
}

const preset: Options = { multiplier: 1.96 };

/** Bland and Altman's agreement of x with y; the preset's 1.96 is the release's. */
export const blandAltman: Procedure<Options, Agreement & Options> = {
  name: 'bland-altman',
  title: 'Bland-Altman agreement',
  kind: 'agreement',
  columns: 'both',
  options: preset,
  resolve: (given) =>
    resolveOptions('bland-altman', preset, { multiplier: { number: 'real', min: 0.1, max: 10 } }, given),
  compute(sample, { multiplier }) {
    assertSample('bland-altman', sample, 3);
    const [x, y] = armsOf('bland-altman', sample);
    return { ...agree(x, y, multiplier), multiplier };
  },
};
