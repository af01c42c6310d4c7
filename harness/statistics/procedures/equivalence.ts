import { armsOf, assertSample, differencesOf } from '../differences.ts';
import { type Equivalence, hEquivalence, meanEquivalence, medianEquivalence } from '../equivalence.ts';
import { resolveOptions } from '../options.ts';
import type { Procedure } from '../procedure.ts';
import { oneUnit, plainNumbers } from '../units.ts';
import { assertRates } from './rates.ts';

interface Options {
  /** What must be small: the mean difference, its median (Hodges-Lehmann), or Cohen's h of mean rates. */
  readonly quantity: 'mean' | 'median' | 'h';
  /** In the unit of the columns, or of h. There is no preset: a margin is a claim of its own. */
  readonly margin: number;
  /** Of the signed-rank tests behind `median`. */
  readonly method: 'exact' | 'asymptotic';
}

const preset = { quantity: 'mean', margin: null, method: 'asymptotic' } as const;

/** Two one-sided tests against a margin; means and h take subjects as units where they repeat. */
export const equivalence: Procedure<
  Options,
  Equivalence & { readonly n: number; readonly quantity: string }
> = {
  name: 'equivalence',
  title: 'Equivalence within a margin (TOST)',
  kind: 'equivalence',
  columns: 'differences',
  clusters: ({ quantity }) => quantity !== 'median',
  takes: ({ quantity }) => (quantity === 'h' ? plainNumbers : oneUnit),
  units: ({ quantity }) => {
    const unit = quantity === 'h' ? '1' : 'x';
    return {
      n: '1',
      value: unit,
      margin: unit,
      ci90: unit,
      p: '1',
      log10p: '1',
      power: '1',
      detectableMargin: unit,
    };
  },
  options: preset,
  resolve: (given) =>
    resolveOptions<Options>(
      'equivalence',
      preset,
      {
        quantity: { oneOf: ['mean', 'median', 'h'] },
        margin: { number: 'positive' },
        method: { oneOf: ['exact', 'asymptotic'] },
      },
      given,
    ),
  compute(sample, { quantity, margin, method }) {
    assertSample('equivalence', sample, 2);
    const head = { quantity, n: sample.x.length };
    if (quantity === 'h') {
      const [x, y] = armsOf('equivalence of h', sample);
      assertRates('equivalence of h', sample);
      return { ...head, ...hEquivalence(x, y, sample.clusters, margin) };
    }
    const differences = differencesOf(sample);
    if (quantity === 'median') return { ...head, ...medianEquivalence(differences, method, margin) };
    return { ...head, ...meanEquivalence(differences, sample.clusters, margin) };
  },
};
