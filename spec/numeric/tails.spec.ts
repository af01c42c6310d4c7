import { expect } from 'chai';
import { logIncompleteBeta } from '../../harness/numeric/incomplete-beta.ts';
import { logIncompleteGamma } from '../../harness/numeric/incomplete-gamma.ts';
import { noncentralTCdf, noncentralTTail } from '../../harness/numeric/noncentral-t.ts';
import { noncentralityInterval } from '../../harness/numeric/noncentrality-interval.ts';
import {
  logNormalTail,
  normalQuantile,
  normalQuantileOfLogTail,
  normalTail,
} from '../../harness/numeric/normal.ts';
import { logStudentTTail, studentTQuantile } from '../../harness/numeric/student-t.ts';
import { oracles } from '../statistics/oracle-inputs.ts';

const exact = oracles<Record<string, number[][]>>('statistics-tails');

/** The worst relative error of a probability over a list of cases, from logarithms. */
function worst(name: string, miss: (row: readonly number[]) => number): number {
  expect(exact[name].length, name).to.be.at.least(name === 'noncentralT' ? 60 : 100);
  return exact[name].reduce((largest, row) => Math.max(largest, Math.abs(miss(row))), 0);
}

describe('distribution tails against 50 digits', () => {
  it('normal: relative error below 1e-13 down to 1e-300', () => {
    expect(worst('normal', ([z, log]) => logNormalTail(z) - log)).to.be.below(2e-13);
    expect(worst('normal', ([z, log]) => Math.log(normalTail(z)) - log)).to.be.below(2e-13);
    expect(exact['normal'].some(([, log]) => log < -640)).to.equal(true);
  });

  it('normal quantile: relative error below 1e-14, from p or from its logarithm', () => {
    const fromLog = ([exponent, z]: readonly number[]) =>
      normalQuantileOfLogTail(exponent * Math.LN10) / z - 1;
    expect(worst('normalQuantile', fromLog)).to.be.below(1e-14);
    expect(normalQuantile(0.975)).to.be.closeTo(1.959963984540054, 1e-15);
    expect(normalQuantile(0.5 + 1e-9)).to.be.closeTo(2.50662827463e-9, 1e-16);
    expect(normalQuantile(0)).to.equal(-Infinity);
    expect(normalQuantile(1.1)).to.be.NaN;
  });

  it("Student's t: relative error below 1e-12 down to 1e-300", () => {
    expect(worst('student', ([t, df, log]) => (log < -690 ? 0 : logStudentTTail(t, df) - log))).to.be.below(
      1e-12,
    );
    expect(exact['student'].some(([, , log]) => log < -350)).to.equal(true);
  });

  it("Student's t: quantiles lead back", () => {
    const miss = ([p, df, t]: readonly number[]) =>
      p > 1e-300 && p < 0.45 ? studentTQuantile(p, df) / -t - 1 : 0;
    expect(worst('studentQuantile', miss)).to.be.below(1e-12);
  });

  it('incomplete beta and gamma: relative error below 1e-12', () => {
    expect(worst('beta', ([x, a, b, log]) => logIncompleteBeta(x, 1 - x, a, b).lower - log)).to.be.below(
      1e-12,
    );
    expect(worst('gamma', ([a, x, log]) => logIncompleteGamma(a, x).upper - log)).to.be.below(1e-12);
  });

  it('noncentral t: absolute error below 1e-13, the two tails together 1', () => {
    expect(worst('noncentralT', ([t, df, delta, p]) => noncentralTCdf(t, df, delta) - p)).to.be.below(1e-13);
    const both = ([t, df, delta]: readonly number[]) =>
      noncentralTCdf(t, df, delta) + noncentralTTail(t, df, delta) - 1;
    expect(worst('noncentralT', both)).to.be.below(1e-13);
  });

  it('noncentrality interval: puts 2.5 % beyond the observed t on either side', () => {
    for (const [t, df] of [
      [20, 119],
      [0, 5],
      [43, 999],
      [1.5, 1],
      [-3, 20],
    ]) {
      const [low, high] = noncentralityInterval(t, df, 0.95);
      expect(noncentralTTail(t, df, low)).to.be.closeTo(0.025, 1e-12);
      expect(noncentralTCdf(t, df, high)).to.be.closeTo(0.025, 1e-12);
    }
  });

  it('stays a number where the probability underflows', () => {
    expect(logNormalTail(1000)).to.be.closeTo(-500007.8266948122, 1e-6);
    expect(logNormalTail(1e10)).to.be.closeTo(-5e19, 1e5);
    expect(logStudentTTail(1e200, 30)).to.be.below(-13000);
  });
});
