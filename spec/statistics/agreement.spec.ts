import { expect } from 'chai';
import fc from 'fast-check';
import { procedureNamed } from '../../harness/statistics/catalogue.ts';
import { varianceComponents } from '../../harness/statistics/variance-components.ts';
import { eachOf, expectAgreement } from './expect-agreement.ts';
import { arms, clusters, oracles, type Printed } from './oracle-inputs.ts';

describe('agreement of subjects that are measured several times', () => {
  it('has the limits by the mean squares of statsmodels, of groups of unequal sizes', () => {
    const { compute, resolve } = procedureNamed('bland-altman');
    const { components } = oracles<{ components: (Printed[] | null)[] }>('statistics-agreement');
    let shared = 0;
    eachOf(components, (printed, k) => {
      const [x, y] = arms(k);
      const ids = Array.from(x, (_, i) => String(i).padStart(3, '0'));
      const sample = { ids, clusters: clusters(k, x.length), x, y };
      // biome-ignore lint/suspicious/noExplicitAny: one of many results
      const result = compute(sample, resolve({ resamples: 100 })) as any;
      const { between, within, limits } = result.components;
      const values = [between, within, limits.lower.value, limits.upper.value];
      expectAgreement(values, printed, `case ${k}`, { tolerance: 1e-7, floor: 1e-2 });
      if (between > 0) shared++;
      else expect(printed[0]).to.equal(0);
    });
    expect(shared).to.be.above(50);
  });

  it('has no spread where subjects are drawn that all differ alike, which rounding does not make one', () => {
    const alike = (value: number, sizes: readonly number[]) => {
      const sums = sizes.map((size) => size * value);
      const squares = sizes.reduce((sum, size) => sum + size * value * value, 0);
      return varianceComponents({ sizes, sums, squares });
    };
    const subjects = fc.array(fc.integer({ min: 1, max: 3 }), { minLength: 3, maxLength: 20 });
    fc.assert(
      fc.property(fc.double({ min: 0.01, max: 100 }), subjects, (value, sizes) => {
        expect(alike(value, sizes)).to.deep.equal({ between: 0, within: 0 });
      }),
    );
  });
});
