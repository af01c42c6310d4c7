import { expect } from 'chai';
import { procedureNamed } from '../../../harness/statistics/catalogue.ts';
import type { Procedure } from '../../../harness/statistics/procedure.ts';
import { law } from './law.ts';
import { expectSame, mirrored, run, swapped } from './sample.ts';

/** The laws of a comparison in all variants. */
export function comparison(procedure: Procedure): void {
  law('swaps with the arms where the test is two-sided, and not where it is not', (sample) => {
    const [one, other] = [run(procedure, sample), run(procedure, swapped(sample))];
    for (const variant of ['described', 'recommended']) {
      expectSame(other[variant].test.p, one[variant].test.p);
      expectSame(other[variant].difference.ci95, mirrored(one[variant].difference.ci95));
      expectSame(other[variant].effectSize.value, -one[variant].effectSize.value);
    }
    const tie = one['described'].test.p > 0.999;
    const smaller = Math.min(one['released'].test.p, other['released'].test.p);
    if (!tie) expectSame(2 * smaller, one['described'].test.p);
  });
  law(
    'reads one test from two sides: described two-sided, released that the first arm is greater',
    (sample) => {
      const { described, released } = run(procedure, sample);
      const { p } = run(procedureNamed('wilcoxon'), sample);
      expectSame([described.test.p, released.test.p], [p.twoSided, p.greater]);
      expectSame(described.effectSize.value, run(procedureNamed('effect-size'), sample)['dz'].value);
      expectSame(released.effectSize.value, run(procedureNamed('effect-size'), sample)['pooled'].value);
    },
  );
  law('takes subjects as units where they repeat, and only then', (sample) => {
    const { n, clusters, recommended } = run(procedure, sample);
    expect(recommended.test.n).to.equal(Math.min(clusters, n));
  });
  law('says of each variant why it differs', (sample) => {
    const { described, released, recommended } = run(procedure, sample);
    expect(new Set([described, released, recommended].map(({ differs }) => differs)).size).to.equal(3);
  });
}
