import { benjaminiHochberg, holm } from '../adjustment.ts';
import { assertSample } from '../differences.ts';
import { resolveOptions } from '../options.ts';
import type { Procedure } from '../procedure.ts';
import { plainNumbers } from '../units.ts';
import { assertRates } from './rates.ts';

/** By id. */
type Adjusted = Readonly<Record<string, number>>;

interface Result {
  readonly n: number;
  /** For the chance of any false rejection. */
  readonly holm: Adjusted;
  /** For the expected share of false rejections. */
  readonly benjaminiHochberg: Adjusted;
}

/** A column of p values, adjusted for being several. */
export const adjustment: Procedure<object, Result> = {
  name: 'adjustment',
  title: 'p values adjusted for several tests',
  description:
    "A column of p values adjusted for being several: Holm's (chance of any false rejection) and Benjamini and Hochberg's (share of false rejections).",
  kind: 'adjustment',
  columns: 'one',
  clusters: () => false,
  ties: () => false,
  takes: () => plainNumbers,
  units: () => ({ n: '1', holm: '1', benjaminiHochberg: '1' }),
  options: {},
  resolve: (given) => resolveOptions('adjustment', {}, given),
  compute(sample) {
    assertSample('adjustment', sample, 1);
    const { ids, clusters, x } = sample;
    assertRates('adjustment', { ids, clusters, x }, 'p values');
    const byId = (values: readonly number[]): Adjusted =>
      Object.fromEntries(ids.map((id, i) => [id, values[i]]));
    const p = [...x];
    return { n: p.length, holm: byId(holm(p)), benjaminiHochberg: byId(benjaminiHochberg(p)) };
  },
};
