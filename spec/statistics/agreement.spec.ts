import { expect } from 'chai';
import { procedureNamed } from '../../harness/statistics/catalogue.ts';
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
});
