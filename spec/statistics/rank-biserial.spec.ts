import { expect } from 'chai';
import fc from 'fast-check';
import { rankBiserial } from '../../harness/statistics/rank-biserial.ts';
import { runs } from '../runs.ts';

const Z975 = 1.959963984540054;

/** r and Hoeffding's interval on Fisher's z scale, from all pairs of differences. */
function byAllPairs(d: readonly number[]) {
  const n = d.length;
  const count = (from: number) =>
    d.reduce((total, other) => total + (from + other > 0 ? 1 : from + other < 0 ? 0 : 0.5), 0);
  const shares = d.map((own) => count(own) / n);
  const centre = shares.reduce((a, b) => a + b) / n;
  const variance = shares.reduce((total, h) => total + (h - centre) ** 2, 0) / (n - 1);
  return { error: (4 * Math.sqrt(variance)) / Math.sqrt(n) };
}

describe('rank-biserial correlation', () => {
  it('has an interval of the shares of positive pair sums, which ties and zeros do not disturb', () => {
    const differences = fc
      .array(fc.integer({ min: -9, max: 9 }), { minLength: 12, maxLength: 60 })
      .map((own) => [...own, 1, 2, 3, 4, 5, -1, -2, -3, -4, -5, 0]);
    fc.assert(
      fc.property(differences, (own) => {
        const { value, ci95 } = rankBiserial(Float64Array.from(own));
        const { error } = byAllPairs(own.filter((d) => d !== 0));
        const reach = (Z975 * error) / (1 - value ** 2);
        expect(ci95[0]).to.be.closeTo(Math.tanh(Math.atanh(value) - reach), 1e-9);
        expect(ci95[1]).to.be.closeTo(Math.tanh(Math.atanh(value) + reach), 1e-9);
      }),
      { numRuns: runs(30) },
    );
  });

  it("takes the binomial's interval where the rarer sign has under five differences and at most a tenth", () => {
    const of = (negative: number, n: number) =>
      rankBiserial(Float64Array.from({ length: n }, (_, i) => (i < negative ? -1 : 1) * (i + 1)));
    const reachesOne = (negative: number, n: number) => of(negative, n).ci95[1] === 1;
    expect([reachesOne(4, 40), reachesOne(4, 39), reachesOne(5, 60)]).to.deep.equal([true, false, false]);
    expect([reachesOne(1, 3), reachesOne(2, 19), reachesOne(2, 20)]).to.deep.equal([true, false, true]);
    expect(of(1, 2).ci95).to.deep.equal([-1, 1]);
    // 2 pi^2 - 1, pi being SciPy's beta.ppf(0.025, 36, 5) for 36 positive ones of 40.
    expect(of(4, 40).ci95[0]).to.be.closeTo(2 * 0.7633626 ** 2 - 1, 1e-6);
    const mirrored = rankBiserial(Float64Array.from({ length: 40 }, (_, i) => (i < 4 ? 1 : -1) * (i + 1)));
    expect(mirrored.ci95[0]).to.equal(-1);
    expect(mirrored.ci95[1]).to.be.closeTo(1 - 2 * 0.7633626 ** 2, 1e-6);
  });
});
