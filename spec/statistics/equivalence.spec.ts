import { expect } from 'chai';
import { stream } from '../../harness/numeric/stream.ts';
import { eachAlone } from '../../harness/statistics/clustering.ts';
import { hEquivalence, meanEquivalence, medianEquivalence } from '../../harness/statistics/equivalence.ts';
import { equivalencePower } from '../../harness/statistics/power.ts';
import { power } from '../../harness/statistics/procedures/power.ts';
import { tPower } from '../../harness/statistics/t-power.ts';
import { expectShare } from '../by-chance.ts';

describe('equivalence of rates by h', () => {
  const ids = (n: number) => Array.from({ length: n }, (_, i) => String(i));
  const rates = (n: number, p: number, q: number, draws: ReturnType<typeof stream>) => {
    const of = (rate: number) => Float64Array.from({ length: n }, () => Number(draws.uniform() < rate));
    return [of(p), of(q)] as const;
  };

  it('has the error of the linearised difference, worked out by hand', () => {
    // p = 1/4 and q = 1/2, so that each image counts x / sqrt(3/16) - 2 y; sd over sqrt(8), and t on 7 degrees.
    const x = Float64Array.of(1, 1, 0, 0, 0, 0, 0, 0);
    const y = Float64Array.of(1, 1, 1, 1, 0, 0, 0, 0);
    const linear = Array.from(x, (value, i) => value / Math.sqrt(3 / 16) - 2 * y[i]!);
    const mean = linear.reduce((a, b) => a + b) / 8;
    const error = Math.sqrt(linear.reduce((sum, value) => sum + (value - mean) ** 2, 0) / 7 / 8);
    const { value, ci90 } = hEquivalence(x, y, eachAlone(ids(8)), 1);
    expect(value).to.be.closeTo(Math.PI / 3 - Math.PI / 2, 1e-12);
    expect((ci90[1] - ci90[0]) / 2).to.be.closeTo(1.894578605 * error, 1e-8);
    expect((ci90[1] + ci90[0]) / 2).to.be.closeTo(value, 1e-12);
  });

  it('counts a rate of 0 or 1 half a unit from the end', () => {
    // The slopes are 1 / sqrt(1/16 15/16) at 0 and 2 at 1/2.
    const y = Float64Array.of(1, 1, 1, 1, 0, 0, 0, 0);
    const error = Math.sqrt((8 * 0.25 * 4) / 7 / 8);
    for (const rate of [0, 1]) {
      const { ci90 } = hEquivalence(new Float64Array(8).fill(rate), y, eachAlone(ids(8)), 1);
      expect((ci90[1] - ci90[0]) / 2).to.be.closeTo(1.894578605 * error, 1e-8);
    }
    const one = Float64Array.of(1, 0, 0, 0, 0, 0, 0, 0);
    const none = hEquivalence(one, new Float64Array(8), eachAlone(ids(8)), 1).ci90;
    const slopes = [1 / Math.sqrt((1 / 8) * (7 / 8)), 1 / Math.sqrt((1 / 16) * (15 / 16))];
    expect((none[1] - none[0]) / 2).to.be.closeTo(1.894578605 * slopes[0]! * Math.sqrt(1 / 64), 1e-8);
  });

  it('holds the true h in 90 of 100 samples', () => {
    const draws = stream(31, 'coverage of h');
    const truth = 2 * Math.asin(Math.sqrt(0.3)) - 2 * Math.asin(Math.sqrt(0.5));
    let held = 0;
    for (let k = 0; k < 600; k++) {
      const { ci90 } = hEquivalence(...rates(60, 0.3, 0.5, draws), eachAlone(ids(60)), 1);
      held += Number(ci90[0] <= truth && truth <= ci90[1]);
    }
    // A point more or less for rates of sixty.
    expectShare(held, 600, [0.89, 0.91], 'intervals');
  });
});

describe('equivalence of medians', () => {
  it('is shown in 80 of 100 samples at the margin that it calls detectable', () => {
    const draws = stream(5, 'medians');
    const differences = Float64Array.from({ length: 20 }, () => draws.normal() / 10);
    const { detectableMargin } = medianEquivalence(differences, 'exact', 0.05);
    expect(detectableMargin).to.be.within(0.03, 0.3);
    expect(medianEquivalence(differences, 'exact', detectableMargin).power).to.be.closeTo(0.8, 1e-9);
    // A t test of 3 / pi as many pairs: 60 / pi - 1 degrees of freedom, and an error wider by the root of pi / 3.
    const mean = differences.reduce((a, b) => a + b) / 20;
    const sd = Math.sqrt(differences.reduce((sum, d) => sum + (d - mean) ** 2, 0) / 19);
    const error = (sd / Math.sqrt(20)) * Math.sqrt(Math.PI / 3);
    expect(equivalencePower(detectableMargin / error, 0, 60 / Math.PI - 1, 0.05)).to.be.closeTo(0.8, 1e-9);
  });
});

describe('equivalence of means', () => {
  const ids = ['a', 'b', 'c', 'd', 'e', 'f'];

  it('has the power of two one-sided tests of no difference, and 0.8 at the margin that it calls detectable', () => {
    const differences = Float64Array.of(3, 5, 4, 8, 6, 4);
    const { detectableMargin, power: at } = meanEquivalence(differences, eachAlone(ids), 2.5);
    const error = Math.sqrt(16 / 30);
    expect(at).to.be.closeTo(equivalencePower(2.5 / error, 0, 5, 0.05), 1e-12);
    expect(equivalencePower(detectableMargin / error, 0, 5, 0.05)).to.be.closeTo(0.8, 1e-9);
    expect(meanEquivalence(differences, eachAlone(ids), detectableMargin).power).to.be.closeTo(0.8, 1e-9);
  });

  it('is certain where differences do not vary: within the margin, or not', () => {
    const of = (value: number) => meanEquivalence(new Float64Array(6).fill(value), eachAlone(ids), 0.5);
    expect(of(0.25)).to.deep.include({ p: 0, equivalent: true, power: 1, detectableMargin: 0 });
    expect(of(-0.25)).to.deep.include({ p: 0, equivalent: true });
    for (const value of [0.5, -0.5, 0.75, -0.75])
      expect(of(value)).to.deep.include({ p: 1, equivalent: false });
  });
});

describe('detectable differences', () => {
  const options = (given: Readonly<Record<string, unknown>>) => power.resolve(given);
  const sample = {
    ids: ['a', 'b', 'c', 'd', 'e', 'f'],
    clusters: [],
    x: Float64Array.of(3, 5, 4, 8, 6, 4),
    y: new Float64Array(6),
  };

  it('follow from the standard error of the mean: sd over the root of n, on n - 1 degrees of freedom', () => {
    const found = power.compute({ ...sample, clusters: sample.ids }, options({}));
    // Deviations -2 0 -1 3 1 -1 about 5: 16 / 5 / 6.
    expect([found.n, found.df]).to.deep.equal([6, 5]);
    expect(found.standardError).to.be.closeTo(Math.sqrt(16 / 30), 1e-12);
    expect(tPower(found.detectable / found.standardError, 5, { alpha: 0.05, sides: 2 })).to.be.closeTo(
      0.8,
      1e-9,
    );
    expect(tPower(found.detectableDz.t * Math.sqrt(6), 5, { alpha: 0.05, sides: 2 })).to.be.closeTo(
      0.8,
      1e-9,
    );
    expect(found.detectableBySignedRank / found.detectable).to.be.closeTo(Math.sqrt(Math.PI / 3), 1e-12);
    const pairs = (6 * 3) / Math.PI;
    expect(
      tPower(found.detectableDz.signedRank * Math.sqrt(pairs), pairs - 1, { alpha: 0.05, sides: 2 }),
    ).to.be.closeTo(0.8, 1e-9);
    expect(equivalencePower(found.detectableMargin / found.standardError, 0, 5, 0.05)).to.be.closeTo(
      0.8,
      1e-9,
    );
  });

  it('to one side at a level are those to two sides at twice the level', () => {
    const one = power.compute({ ...sample, clusters: sample.ids }, options({ sides: 'one', alpha: 0.01 }));
    expect(tPower(one.detectable / one.standardError, 5, { alpha: 0.01, sides: 1 })).to.be.closeTo(0.8, 1e-9);
    const two = power.compute({ ...sample, clusters: sample.ids }, options({ sides: 'two', alpha: 0.02 }));
    expect(two.detectable).to.be.closeTo(one.detectable, 1e-3 * one.detectable);
  });

  it('are none where the power asked is that of chance', () => {
    const found = power.compute({ ...sample, clusters: sample.ids }, options({ power: 0.05 }));
    expect([found.detectable, found.detectableDz.t]).to.deep.equal([0, 0]);
  });
});
