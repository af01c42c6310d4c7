import { expect } from 'chai';
import { expectShare } from './statistics/share.ts';

describe('a share that a simulation found', () => {
  const passes = (count: number, runs: number, promised: readonly [number, number]) => {
    try {
      expectShare(count, runs, promised, 'x');
      return true;
    } catch {
      return false;
    }
  };

  it('is refused where the binomial gives it half a chance in a million', () => {
    // SciPy's binom: cdf(912) = 3.5e-7 and cdf(913) = 6.5e-7, sf(980) = 2.9e-7 and sf(979) = 7.7e-7 at 0.95 of 1000.
    expect([912, 913, 980, 981].map((count) => passes(count, 1000, [0.95, 0.95]))).to.deep.equal([
      false,
      true,
      true,
      false,
    ]);
    // 3.8e-7 and 8.4e-7 at 241 and 242, 8.4e-7 and 2.0e-7 at 292 and 293 of 300 at 0.9.
    expect([241, 242, 292, 293].map((count) => passes(count, 300, [0.9, 0.9]))).to.deep.equal([
      false,
      true,
      true,
      false,
    ]);
  });

  it('may be any between two that are promised', () => {
    for (const count of [880, 913, 950, 980])
      expect(passes(count, 1000, [0.92, 0.95]), `${count}`).to.equal(true);
    expect(passes(860, 1000, [0.92, 0.95])).to.equal(false);
    expect(passes(1000, 1000, [0.98, 1.02])).to.equal(true);
  });
});
