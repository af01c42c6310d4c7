import { expect } from 'chai';
import { solvePositive } from '../../harness/numeric/solve-positive.ts';

const solved = (rows: number, data: readonly number[], b: readonly number[]) =>
  solvePositive({ rows, columns: rows, data: Float64Array.from(data) }, Float64Array.from(b));

describe('a system with a positive definite matrix', () => {
  it('is solved, whatever the units of its rows', () => {
    const found = solved(3, [4, 2, 1, 2, 5, 3, 1, 3, 6], [11, 21, 25])!;
    [1, 2, 3].forEach((wanted, i) => {
      expect(found[i]).to.be.closeTo(wanted, 1e-12);
    });
    const [small, large] = solved(2, [1e-20, 0.5, 0.5, 1e20], [1e-20, 1e20])!;
    expect(small).to.be.closeTo((1 - 0.5e20) / 0.75, 1e8);
    expect(large).to.be.closeTo((1 - 0.5e-20) / 0.75, 1e-12);
  });

  it('has no solution where the matrix is singular, indefinite or not a number', () => {
    expect(solved(2, [1, 1, 1, 1], [1, 1])).to.equal(undefined);
    expect(solved(2, [1, 2, 2, 1], [1, 1])).to.equal(undefined);
    expect(solved(1, [0], [1])).to.equal(undefined);
    expect(solved(1, [-1], [1])).to.equal(undefined);
  });
});
