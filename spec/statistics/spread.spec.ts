import { expect } from 'chai';
import { mean, standardDeviation } from '../../harness/numeric/moments.ts';
import { stream } from '../../harness/numeric/stream.ts';
import { dav } from '../../harness/statistics/effect-size.ts';
import { detectableBySignedRank, SIGNED_RANK_EFFICIENCY } from '../../harness/statistics/power.ts';
import { ratioError } from '../../harness/statistics/resampling.ts';
import { tPower } from '../../harness/statistics/t-power.ts';
import { pairs } from '../laws/statistics/coverage.ts';

describe('standard errors', () => {
  it('of clusters of one is that of the mean', () => {
    const sums = Float64Array.of(3, 1, 4, 1, 5, 9);
    const error = ratioError({ sums, sizes: new Float64Array(6).fill(1) }, mean(sums), 6);
    expect(error).to.be.closeTo(standardDeviation(sums, 1) / Math.sqrt(6), 1e-14);
  });

  it('of d_av is its spread over samples, where the effect is large', () => {
    const random = stream(31, 'd_av');
    const drawn = Array.from({ length: 3000 }, () => {
      const { x, y } = pairs(random, { n: 60, shift: 3, rho: 0.6 });
      return dav(x, y!);
    });
    const spread = standardDeviation(
      drawn.map(({ value }) => value),
      1,
    );
    const stated = mean(drawn.map(({ ci95 }) => (ci95[1] - ci95[0]) / 2 / 1.959963984540054));
    // A spread of 3000 is known to 1.3 %: five such errors (once in two million), and one point for the formula.
    expect(stated / spread).to.be.closeTo(1, 0.01 + 5 / Math.sqrt(6000));
  });
});

describe('detectable by the signed-rank test', () => {
  it('is what it detects with the power asked for', () => {
    for (const [n, power, sides] of [
      [10, 0.8, 2],
      [120, 0.9, 1],
    ] as const) {
      const level = { alpha: 0.05, sides };
      const effective = n * SIGNED_RANK_EFFICIENCY;
      const delta = detectableBySignedRank(n, power, level) * Math.sqrt(effective);
      expect(tPower(delta, effective - 1, level)).to.be.closeTo(power, 1e-10);
    }
  });
});
