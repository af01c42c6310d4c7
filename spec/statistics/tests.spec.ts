import { expect } from 'chai';
import { benjaminiHochberg, holm } from '../../harness/statistics/adjustment.ts';
import { hodgesLehmann } from '../../harness/statistics/hodges-lehmann.ts';
import { signFlip } from '../../harness/statistics/permutation.ts';
import {
  type SignedRankOptions,
  signedRank,
  smallestSignedRankP,
} from '../../harness/statistics/signed-rank.ts';
import { twoProportionZ } from '../../harness/statistics/two-proportion-z.ts';
import { eachOf, expectAgreement } from './expect-agreement.ts';
import { arms, differences, lcg, oracles, type Printed, rates } from './oracle-inputs.ts';

const scipy = oracles<{
  signed_rank: ([Printed[], Printed[] | null] | null)[];
  permutation: Printed[][];
  proportions: Printed[][];
  adjusted: [Printed[], Printed[]][];
}>('statistics-scipy');
const r = oracles<Record<string, (Printed[] | null)[]>>('statistics-r');

const plain: SignedRankOptions = { method: 'asymptotic', zeros: 'wilcox', correction: false };

describe('signed-rank test', () => {
  it("agrees with SciPy's asymptotic p for every rule for zeros, with and without correction", () => {
    eachOf(scipy.signed_rank, (printed, k) => {
      const d = differences(k);
      const without = signedRank(d, plain);
      const corrected = signedRank(d, { ...plain, correction: true });
      const sides = ({ p }: typeof without) => [p.twoSided, p.greater, p.less];
      const values = [without.wPlus, without.z, ...sides(without), ...sides(corrected)];
      for (const zeros of ['pratt', 'zsplit'] as const) {
        const split = signedRank(d, { ...plain, zeros });
        values.push(
          split.wPlus,
          split.p.twoSided,
          signedRank(d, { ...plain, zeros, correction: true }).p.greater,
        );
      }
      expectAgreement(values, printed[0], `case ${k}`);
    });
  });

  it("agrees with SciPy's exact p where nothing ties", () => {
    let compared = 0;
    // SciPy loses tails far below 1e-15 to cancellation.
    scipy.signed_rank.forEach((printed, k) => {
      const d = differences(k);
      if (!printed?.[1] || d.length > 300) return;
      const { p } = signedRank(d, { ...plain, method: 'exact' });
      expectAgreement([p.twoSided, p.greater, p.less], printed[1], `case ${k}`, { floor: 1e-3 });
      compared++;
    });
    expect(compared).to.be.above(60);
  });

  it("agrees with R's wilcox.test", () => {
    eachOf(r['signedRank'], (printed, k) => {
      const d = differences(k);
      const [without, corrected] = [signedRank(d, plain), signedRank(d, { ...plain, correction: true })];
      const values = [
        without.wPlus,
        without.p.twoSided,
        without.p.greater,
        corrected.p.twoSided,
        corrected.p.greater,
      ];
      expectAgreement(values, printed, `case ${k}`);
    });
  });

  it("agrees with exactRankTests and coin on exact p with ties, and with coin on Pratt's zeros", () => {
    eachOf(r['exactSignedRank'], (printed, k) => {
      const d = differences(k);
      const exact = signedRank(d, { ...plain, method: 'exact' }).p;
      const pratt = signedRank(d, { ...plain, method: 'exact', zeros: 'pratt' }).p;
      const sides = [exact.twoSided, exact.greater];
      expectAgreement([...sides, ...sides, pratt.twoSided, pratt.greater], printed, `case ${k}`);
    });
  });

  it('gives the exact p by listing all signs of a tied sample', () => {
    const d = Float64Array.from([1, 1, -1, 2, 3, 3, -4, 0]);
    const ranks = [2, 2, 2, 4, 5.5, 5.5, 7];
    let atLeast = 0;
    for (let signs = 0; signs < 128; signs++) {
      const sum = ranks.reduce((total, rank, i) => total + ((signs >> i) & 1 ? rank : 0), 0);
      if (sum >= 19) atLeast++;
    }
    const result = signedRank(d, { ...plain, method: 'exact' });
    expect(result.wPlus).to.equal(19);
    expect(result.p.greater).to.be.closeTo(atLeast / 128, 1e-15);
  });

  it('keeps a p far below the least double as its logarithm', () => {
    const d = Float64Array.from({ length: 20_000 }, (_, i) => i + 1);
    const { p, log10p, z } = signedRank(d, plain);
    expect(p.greater).to.equal(0);
    expect(z).to.be.closeTo(122.476018, 1e-6);
    expect(log10p.greater).to.be.closeTo(-3259.778, 1e-3);
    const exact = signedRank(d.subarray(0, 2000), { ...plain, method: 'exact' });
    expect(exact.log10p.greater).to.be.closeTo(-2000 * Math.log10(2), 1e-9);
  });

  it('says z 0 and p 1 where every difference is 0, and handles n = 1 and n = 2', () => {
    const zeros = signedRank(new Float64Array(5), plain);
    expect(zeros).to.include({ n: 5, nonZero: 0, wPlus: 0, wMinus: 0, z: 0 });
    expect(zeros.p).to.deep.equal({ twoSided: 1, greater: 1, less: 1 });
    const exact: SignedRankOptions = { ...plain, method: 'exact' };
    expect(signedRank(Float64Array.of(3), exact).p).to.deep.equal({ twoSided: 1, greater: 0.5, less: 1 });
    expect(signedRank(Float64Array.of(3, 1), exact).p.twoSided).to.be.closeTo(0.5, 1e-15);
  });

  it('rejects NaN, no differences, and a continuity correction of the exact test', () => {
    expect(() => signedRank(Float64Array.of(1, Number.NaN), plain)).to.throw(
      /finite values, got NaN at index 1/,
    );
    expect(() => signedRank(new Float64Array(0), plain)).to.throw(/at least 1 observation, got 0/);
    expect(() => signedRank(Float64Array.of(1), { ...plain, method: 'exact', correction: true })).to.throw(
      /no continuity correction with the exact method/,
    );
  });

  it('has the floors 2^-n exact and about 1e-21 asymptotic at n = 120', () => {
    const exact = smallestSignedRankP(120, { method: 'exact', correction: false });
    expect(exact.log10p.oneSided).to.be.closeTo(-120 * Math.log10(2), 1e-12);
    expect(exact.log10p.twoSided).to.be.closeTo(-119 * Math.log10(2), 1e-12);
    // scipy.stats.wilcoxon(range(1, 121), method="asymptotic")
    const asymptotic = smallestSignedRankP(120, { method: 'asymptotic', correction: false });
    expect(asymptotic.p.oneSided).to.be.closeTo(9.859758560762e-22, 1e-31);
    expect(asymptotic.p.twoSided).to.be.closeTo(1.9719517121524e-21, 1e-31);
  });
});

describe('Hodges-Lehmann estimate', () => {
  it("agrees with R's exact estimate and interval", () => {
    eachOf(r['location'], (printed, k) => {
      const { value, interval } = hodgesLehmann(differences(5 * k), 'exact', 0.9);
      expectAgreement([value, ...interval], printed, `case ${k}`, { floor: 1e-3 });
    });
  });
});

describe('sign-flip test', () => {
  const cases = Array.from({ length: 200 }, (_, k) => {
    const g = lcg(50_000 + k);
    return Float64Array.from({ length: 2 + g.below(8) }, () => g.below(11) - 4);
  });

  it("agrees with SciPy's exact permutation test", () => {
    cases.forEach((d, k) => {
      const { p, method } = signFlip(d, 1000, 1);
      expect(method).to.equal('exact');
      expectAgreement([p.twoSided, p.greater, p.less], scipy.permutation[k], `case ${k}`);
    });
  });

  it("agrees with exactRankTests' perm.test", () => {
    eachOf(r['permutation'], (printed, k) => {
      const { p } = signFlip(cases[k], 1000, 1);
      expectAgreement([p.twoSided, p.greater, p.less], printed, `case ${k}`);
    });
  });

  it('estimates the exact p by Monte Carlo, and never says 0', () => {
    const [x, y] = arms(8);
    const d = x.map((value, i) => value - y[i] + 0.3);
    const long = Float64Array.from([...d, ...d].slice(0, 24));
    const { p, method, permutations } = signFlip(long, 20_000, 3);
    expect([method, permutations]).to.deep.equal(['monte-carlo', 20_000]);
    expect(p.greater + p.less).to.be.closeTo(1, 0.01);
    expect(signFlip(new Float64Array(30).fill(1), 999, 1).p.greater).to.be.closeTo(1 / 1000, 1e-15);
  });
});

describe('two-proportion z', () => {
  it('agrees with statsmodels and with prop.test', () => {
    eachOf(scipy.proportions, (printed, k) => {
      const [a, n1, b, n2] = rates(k);
      const { z, p } = twoProportionZ(a / n1, n1, b / n2, n2);
      expectAgreement([z, p.twoSided], printed.slice(0, 2), `case ${k}`);
      const other = r['proportions'][k];
      // prop.test takes p from 1 - pchisq's series: relative accuracy is lost where z is almost 0.
      if (other) expectAgreement([Math.abs(z), p.twoSided], other, `case ${k}`, { floor: 1e-6 });
    });
  });
});

describe('adjustment for several tests', () => {
  it("agrees with statsmodels and with R's p.adjust", () => {
    eachOf(scipy.adjusted, (printed, k) => {
      const g = lcg(90_000 + k);
      const p = Array.from({ length: 1 + g.below(12) }, () => g.u() ** 3);
      expectAgreement(holm(p), printed[0], `Holm ${k}`);
      expectAgreement(benjaminiHochberg(p), printed[1], `Benjamini-Hochberg ${k}`);
      expectAgreement([...holm(p), ...benjaminiHochberg(p)], r['adjusted'][k]!, `p.adjust ${k}`);
    });
  });
});
