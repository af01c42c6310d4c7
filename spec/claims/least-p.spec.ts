import { expect } from 'chai';
import { beyondReach } from '../../harness/claims/least-p.ts';
import { signedRank } from '../../harness/statistics/signed-rank.ts';

const below = (value: string, bound: number) => ({ value, comparator: { kind: 'below' as const, bound } });

/** The p values that pairs of these signs give, untied. */
function tested(signs: readonly number[], method: 'exact' | 'asymptotic') {
  const differences = Float64Array.from(signs, (sign, i) => sign * (i + 1));
  return signedRank(differences, { method, zeros: 'wilcox', correction: false });
}

describe('a p that is asked for', () => {
  it('is beyond reach just where no signs of so many pairs give it, of either method and side', () => {
    for (const n of [3, 5, 6, 8]) {
      const all = Array.from({ length: 2 ** n }, (_, k) =>
        Array.from({ length: n }, (_, i) => ((k >> i) & 1 ? 1 : -1)),
      );
      for (const method of ['exact', 'asymptotic'] as const) {
        for (const [side, alternative] of [
          ['twoSided', 'twoSided'],
          ['greater', 'greater'],
        ] as const) {
          const least = Math.min(...all.map((signs) => tested(signs, method).log10p[side]));
          const variant = { test: { name: `${method} signed-rank`, alternative, n, log10p: 0, p: 1 } };
          const wilcoxon = { test: tested(all[0]!, method) };
          for (const [bound, beyond] of [
            [least + 1e-9, false],
            [least - 1e-9, true],
            [least - 1, true],
          ] as const) {
            const where = `${method} ${side} ${n} ${bound}`;
            const reason = beyondReach(below('/test/log10p', bound), variant);
            expect(reason !== undefined, where).to.equal(beyond);
            const other = beyondReach(below(`/test/log10p/${side}`, bound), wilcoxon);
            expect(other !== undefined, `wilcoxon ${where}`).to.equal(beyond);
          }
        }
      }
    }
  });

  it('of an asymptotic test with a continuity correction is that of its own statistic', () => {
    for (const n of [5, 8]) {
      const differences = Float64Array.from({ length: n }, (_, i) => i + 1);
      const test = signedRank(differences, { method: 'asymptotic', zeros: 'wilcox', correction: true });
      const least = test.log10p.twoSided;
      expect(beyondReach(below('/test/log10p/twoSided', least + 1e-9), { test }), `${n}`).to.equal(undefined);
      expect(beyondReach(below('/test/log10p/twoSided', least - 1e-9), { test }), `${n}`).to.be.a('string');
    }
  });

  it('of three pairs and two sides is 2/2^3 where the test is exact, and six pairs are needed for 5 %', () => {
    const test = { name: 'exact signed-rank', alternative: 'twoSided', n: 3, p: 1, log10p: 0 };
    expect(beyondReach(below('/test/p', 0.05), { test })).to.equal(
      'the least that this test can give of 3 untied pairs is 0.25; 6 pairs could give it',
    );
  });

  it('is below what is asked, and not at it, for the pairs that could give it', () => {
    const test = { name: 'exact signed-rank', alternative: 'greater', n: 3, p: 1, log10p: 0 };
    const ofSix = (-6 * Math.LN2) / Math.LN10;
    expect(beyondReach(below('/test/log10p', ofSix), { test })).to.match(/; 7 pairs could give it$/);
    expect(beyondReach(below('/test/log10p', ofSix), { test: { ...test, n: 6 } })).to.match(
      /of 6 untied pairs/,
    );
    expect(beyondReach(below('/test/log10p', ofSix), { test: { ...test, n: 7 } })).to.equal(undefined);
  });

  it('is said to be out of reach alone where no number of pairs comes near it', () => {
    const test = { name: 'exact signed-rank', alternative: 'greater', n: 3, p: 1, log10p: 0 };
    expect(beyondReach(below('/test/log10p', -1e9), { test })).to.equal(
      'the least that this test can give of 3 untied pairs is -0.903',
    );
  });

  it('has no floor in other tests and other numbers', () => {
    const test = { name: 't', alternative: 'twoSided', n: 3, p: 1, log10p: 0 };
    expect(beyondReach(below('/test/p', 1e-9), { test })).to.equal(undefined);
    expect(beyondReach(below('/mean', 1e-9), { mean: 3 })).to.equal(undefined);
  });
});
