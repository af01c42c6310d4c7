import { expect } from 'chai';
import { procedureNamed } from '../../harness/statistics/catalogue.ts';
import { intervalName, procedureAt } from '../../harness/statistics/procedure-at.ts';
import { eachOf, expectAgreement } from './expect-agreement.ts';
import { arms, oracles, type Printed } from './oracle-inputs.ts';

interface Case {
  readonly level: number;
  readonly mean: Printed[][];
  readonly r: Printed[];
  readonly line: Printed[][];
  readonly welch: Printed[];
}

describe('intervals of other confidences', () => {
  const { cases } = oracles<{ cases: Case[] }>('statistics-levels');

  it('of means, correlations, lines and groups are those of SciPy and statsmodels', () => {
    eachOf(cases, ({ level, mean, r, line, welch }, k) => {
      const [x, y] = arms(k);
      const name = intervalName(level);
      // biome-ignore lint/suspicious/noExplicitAny: results of many shapes
      const of = (procedure: string, ids: readonly string[], a: Float64Array, b: Float64Array): any => {
        const own = procedureAt(procedureNamed(procedure), level);
        const options = own.resolve('resamples' in own.options ? { resamples: 100 } : {});
        return own.compute({ ids, clusters: ids, x: a, y: b }, options);
      };
      const ids = Array.from(x, (_, i) => `i${i}`);
      for (const procedure of ['summary', 'clustered']) {
        const found = of(procedure, ids, x, y)[name];
        for (const printed of mean) expectAgreement(found, printed, `${procedure} ${k}`, { floor: 1e-2 });
      }
      expectAgreement(of('correlation', ids, x, y).pearson[name], r, `r ${k}`, { floor: 1e-2 });
      const { slope, intercept } = of('linear-fit', ids, x, y);
      expectAgreement(slope[name], line[0]!, `slope ${k}`, { floor: 1e-2 });
      expectAgreement(intercept[name], line[1]!, `intercept ${k}`, { floor: 1e-2 });
      const both = Float64Array.of(...x, ...y);
      const groups = of(
        'two-groups',
        Array.from(both, (_, i) => `i${i}`),
        both,
        both.map((_, i) => Number(i < x.length)),
      );
      expectAgreement(groups[name], welch, `welch ${k}`, { floor: 1e-2 });
    });
  });

  it('are called by their confidence, and impossible ones are refused with what was meant', () => {
    expect([0.5, 0.9, 0.95, 0.99, 0.999, 0.9973].map(intervalName)).to.deep.equal([
      'ci50',
      'ci90',
      'ci95',
      'ci99',
      'ci99.9',
      'ci99.73',
    ]);
    expect(intervalName(0.9999)).to.equal('ci99.99');
    expect(() => intervalName(99.5)).to.throw(/write 0.995 for 99.5 %/);
    expect(() => intervalName(90)).to.throw(/from 0.5 to 0.9999, such as 0.9, got 90; write 0.9 for 90 %/);
    for (const wrong of [0, 1, 0.3, 100, 0.49999, 0.99991, Number.NaN])
      expect(() => intervalName(wrong)).to.throw(/correct it/);
  });

  it('leave 95 % as it was after one that failed', () => {
    const summary = procedureNamed('summary');
    const sample = { ids: ['a', 'b'], clusters: ['a', 'b'], x: Float64Array.of(1, 2) };
    const before = summary.compute(sample, summary.resolve({}));
    const broken = { ...sample, x: Float64Array.of(1, Number.NaN) };
    expect(() => procedureAt(summary, 0.5).compute(broken, summary.resolve({}))).to.throw(/finite/);
    expect(summary.compute(sample, summary.resolve({}))).to.deep.equal(before);
    expect(procedureAt(summary, 0.95)).to.equal(summary);
  });
});
