import type { Options } from '../../language/option.ts';
import { groupsOf } from '../clustering.ts';
import { armsOf, assertSample, differencesOf } from '../differences.ts';
import { type Equivalence, hEquivalence, meanEquivalence, medianEquivalence } from '../equivalence.ts';
import { resolveOptions } from '../options.ts';
import type { Procedure } from '../procedure.ts';
import { oneUnit, plainNumbers } from '../units.ts';
import { assertRates } from './rates.ts';

interface Setting {
  /** What must be small: the mean difference, its median (Hodges-Lehmann), or Cohen's h of mean rates. */
  readonly quantity: 'mean' | 'median' | 'h';
  /** In the unit of the columns, or of h. There is no preset: a margin is a claim of its own. */
  readonly margin: number;
  /** Of the signed-rank tests behind `median`. */
  readonly method: 'exact' | 'asymptotic';
}

const options: Options<Setting> = {
  quantity: {
    enum: ['mean', 'median', 'h'],
    default: 'mean',
    description:
      "What must be small: the mean difference, its Hodges-Lehmann median, or Cohen's h of mean rates.",
  },
  margin: {
    type: 'number',
    exclusiveMinimum: 0,
    examples: [0.15],
    description:
      'The largest difference that counts as none, in the unit of the columns or of h; a claim of its own.',
  },
  method: {
    enum: ['exact', 'asymptotic'],
    default: 'asymptotic',
    description: 'How the signed-rank tests behind `median` take their p.',
  },
};

/** Two one-sided tests against a margin; means and h take subjects as units where they repeat. */
export const equivalence: Procedure<
  Setting,
  Equivalence & { readonly n: number; readonly quantity: string }
> = {
  name: 'equivalence',
  title: 'Equivalence within a margin (TOST)',
  description:
    "Two one-sided tests (Schuirmann 1987) of a mean, a median or Cohen's h against a margin: p, and the 90 % interval that must lie within it. The margin has no default.",
  kind: 'equivalence',
  columns: 'differences',
  clusters: ({ quantity }) => quantity !== 'median',
  ties: ({ quantity }) => quantity === 'median',
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
  options,
  resolve: (given) => resolveOptions('equivalence', options, given),
  compute(sample, { quantity, margin, method }) {
    assertSample('equivalence', sample, 2);
    const head = { quantity, n: sample.x.length };
    if (quantity === 'h') {
      const [x, y] = armsOf('equivalence of h', sample);
      assertRates('equivalence of h', sample);
      return { ...head, ...hEquivalence(x, y, groupsOf(sample), margin) };
    }
    const differences = differencesOf(sample);
    if (quantity === 'median') return { ...head, ...medianEquivalence(differences, method, margin) };
    return { ...head, ...meanEquivalence(differences, groupsOf(sample), margin) };
  },
};
