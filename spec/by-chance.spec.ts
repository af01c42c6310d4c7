import { expect } from 'chai';
import * as right from './by-chance.ts';
import { withPlanted } from './laws/planted-laws.ts';

type Checks = Pick<typeof right, 'allowsShare' | 'expectMean' | 'expectChiSquare' | 'expectEven'>;

/** Where a check goes over from yes to no: SciPy's binom, norm and chi2 at half of 1e-6, over the comparisons. */
const laws: Readonly<Record<string, (checks: Checks) => void>> = {
  'a count is refused where the binomial gives it half a chance in a million': ({ allowsShare }) => {
    // cdf(912) = 3.5e-7 and cdf(913) = 6.5e-7, sf(980) = 2.9e-7 and sf(979) = 7.7e-7.
    expectEnds((count) => allowsShare(count, 1000, [0.95, 0.95]), 913, 980);
    // 3.8e-7 and 8.4e-7 at 241 and 242, 8.4e-7 and 2.0e-7 at 292 and 293.
    expectEnds((count) => allowsShare(count, 300, [0.9, 0.9]), 242, 292);
  },

  'a count may be any between what two shares give': ({ allowsShare }) => {
    for (const count of [880, 913, 950, 980])
      expect(allowsShare(count, 1000, [0.92, 0.95]), `${count}`).to.equal(true);
    expect(allowsShare(860, 1000, [0.92, 0.95])).to.equal(false);
    expect(allowsShare(1000, 1000, [0.98, 1.02])).to.equal(true);
  },

  'a count of several comparisons has its part of the chance': ({ allowsShare }) =>
    // cdf(907) = 1.3e-8 and cdf(908) = 2.6e-8, sf(982) = 3.5e-8 and sf(983) = 1.1e-8.
    expectEnds((count) => allowsShare(count, 1000, [0.95, 0.95], 20), 908, 983),

  'a mean is refused beyond 4.89 standard errors, or 5.73 among a hundred': ({ expectMean }) => {
    for (const [among, reach] of [
      [1, 4.8916385],
      [100, 5.7307289],
    ] as const) {
      const passes = (by: number) => holds(() => expectMean(10 + 0.1 * by, 10, 0.1, 'mean', among));
      expect([-1.0001, -0.9999, 0.9999, 1.0001].map((part) => passes(part * reach))).to.deep.equal([
        false,
        true,
        true,
        false,
      ]);
    }
  },

  'a chi-square is refused where it is too great, and where it is too small': ({ expectChiSquare }) => {
    for (const [df, among, low, high] of [
      [4, 1, 0.00200067, 34.84443],
      [99, 1, 44.699273, 183.68521],
      [99, 100, 38.233874, 201.87834],
    ] as const) {
      const passes = (value: number) => holds(() => expectChiSquare(value, df, 'chi', among));
      expect([low * 0.9999, low * 1.0001, high * 0.9999, high * 1.0001].map(passes)).to.deep.equal([
        false,
        true,
        true,
        false,
      ]);
    }
  },

  'counts are even within the chi-square of one place less': ({ expectEven }) => {
    // Two places off by d of 1000 each: d^2 / 500, on 4 degrees of freedom below 34.84 up to 131.
    const passes = (d: number) => holds(() => expectEven([1000 + d, 1000 - d, 1000, 1000, 1000], 'counts'));
    expect([5, 131, 132].map(passes)).to.deep.equal([true, true, false]);
    expect(holds(() => expectEven([1000, 1000, 1000, 1000, 1000], 'counts'))).to.equal(false);
  },
};

const wrong: Readonly<Record<string, Checks>> = {
  'takes the binomial for normal': {
    ...right,
    allowsShare: (count, runs, [least, most]) => {
      const error = (p: number) => 4.9 * Math.sqrt(p * (1 - p) * runs);
      const [low, high] = [Math.min(1, least), Math.min(1, most)];
      return count >= low * runs - error(low) && count <= high * runs + error(high);
    },
  },
  'sees too few alone': {
    ...right,
    allowsShare: (count, runs, [least], among) => right.allowsShare(count, runs, [least, 1], among),
  },
  'takes the middle of two shares': {
    ...right,
    allowsShare: (count, runs, [least, most], among) =>
      right.allowsShare(count, runs, [(least + most) / 2, (least + most) / 2], among),
  },
  'heeds no number of comparisons': {
    allowsShare: (count, runs, promised) => right.allowsShare(count, runs, promised),
    expectMean: (found, expected, error, what) => right.expectMean(found, expected, error, what),
    expectChiSquare: (found, df, what) => right.expectChiSquare(found, df, what),
    expectEven: right.expectEven,
  },
  'takes four standard errors': {
    ...right,
    expectMean: (found, expected, error, what) => void expect(found, what).to.be.closeTo(expected, 4 * error),
  },
  'never refuses a mean': { ...right, expectMean: () => {} },
  'sees too great a chi-square alone': {
    ...right,
    expectChiSquare: (found, df, ...rest) => right.expectChiSquare(Math.max(found, df), df, ...rest),
  },
  'counts a place too many': {
    ...right,
    expectEven: (counts, what) => {
      const all = Array.from(counts);
      const each = all.reduce((sum, count) => sum + count, 0) / all.length;
      const chiSquare = all.reduce((sum, count) => sum + (count - each) ** 2 / each, 0);
      right.expectChiSquare(chiSquare, all.length, what);
    },
  },
};

describe('checks of what was drawn by chance', () => withPlanted<Checks>(right, laws, wrong));

/** The least and the greatest count that pass. */
function expectEnds(passes: (count: number) => boolean, low: number, high: number): void {
  expect([low - 1, low, high, high + 1].map(passes)).to.deep.equal([false, true, true, false]);
}

function holds(check: () => void): boolean {
  try {
    check();
    return true;
  } catch {
    return false;
  }
}
