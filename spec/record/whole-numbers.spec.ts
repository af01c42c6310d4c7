import { expect } from 'chai';
import { type Sums, wholeNumbersExist } from '../../harness/record/whole-numbers.ts';

/** Sums and sums of squares of all multisets, from -2 to `high`. */
function reached(n: number, high: number): ReadonlySet<string> {
  const found = new Set<string>();
  const add = (left: number, from: number, sum: number, squares: number): void => {
    if (left === 0) found.add(`${sum} ${squares}`);
    else
      for (let value = from; value <= high; value++)
        add(left - 1, value, sum + value, squares + value * value);
  };
  add(n, -2, 0, 0);
  return found;
}

/** The sums of which a search is wrong, out of all that may be asked. */
function mistakes(exist: (sums: Sums) => boolean | undefined): number {
  let wrong = 0;
  for (const n of [1, 2, 3, 5, 7]) {
    for (const high of [-1, 1, 3]) {
      const own = reached(n, high);
      for (let sum = -2 * n - 1; sum <= n * high + 1; sum++) {
        for (let squares = 0; squares <= 9 * n + 1; squares++)
          if (exist({ n, low: -2, high, sum, squares }) !== own.has(`${sum} ${squares}`)) wrong++;
      }
    }
  }
  return wrong;
}

describe('whole numbers with a sum and a sum of squares', () => {
  it('exist where a list of all has them, and nowhere else', () => {
    expect(mistakes(wholeNumbersExist)).to.equal(0);
  });

  it('are told from bounds alone, and from bounds with parity, which are not enough', () => {
    const bounds = ({ n, low, high, sum, squares }: Sums) =>
      sum >= n * low &&
      sum <= n * high &&
      squares * n >= sum * sum &&
      squares <= n * Math.max(low ** 2, high ** 2);
    expect(mistakes(bounds)).to.be.above(0);
    expect(mistakes((sums) => bounds(sums) && (sums.sum - sums.squares) % 2 === 0)).to.be.above(0);
  });

  it('are none at once where the sum and the sum of squares are not odd together, however many there are', () => {
    expect(wholeNumbersExist({ n: 40, low: 0, high: 1000, sum: 20_000, squares: 15_000_001 })).to.equal(
      false,
    );
    expect(wholeNumbersExist({ n: 40, low: 0, high: 1000, sum: 20_000, squares: 15_000_002 })).to.not.equal(
      false,
    );
  });

  it('are given up where the search is long, not refused', () => {
    const sums = { n: 997, low: 0, high: 4000, sum: 1_000_003, squares: 2_400_000_001 };
    expect(wholeNumbersExist(sums)).to.not.equal(false);
  });
});
