import { expect } from 'chai';
import fc from 'fast-check';
import type { Matrix } from '../../harness/numeric/matrix.ts';
import { singularValues } from '../../harness/numeric/singular-values.ts';
import { stream } from '../../harness/numeric/stream.ts';
import { runs } from '../runs.ts';
import { largestDifference } from './largest-difference.ts';

// Blocks of 16 columns are reflected together: sizes on both sides of one block, of two and of three.
const size = fc.oneof(
  fc.integer({ min: 1, max: 14 }),
  fc.integer({ min: 15, max: 18 }),
  fc.integer({ min: 30, max: 50 }),
);

describe('singular values (singularValues)', () => {
  it('are those that a matrix was built from, whatever their spread and rank', () => {
    fc.assert(
      fc.property(
        size,
        size,
        fc.nat(),
        fc.double({ min: 0, max: 14, noNaN: true }),
        (rows, columns, seed, spread) => {
          const random = stream(seed, 'singular values');
          const rank = Math.min(rows, columns);
          const wanted = Array.from({ length: rank }, () =>
            random.uniform() < 0.2 ? 0 : 10 ** (-spread * random.uniform()),
          ).sort((a, b) => b - a);
          const found = singularValues(built(wanted, rows, columns, random.normal));
          expect(found.length).to.equal(rank);
          expect(largestDifference(found, wanted)).to.be.below(1e-14 * Math.sqrt(rank));
        },
      ),
      { numRuns: runs(200) },
    );
  });

  it('have squares that sum to the sum of squares of the matrix', () => {
    fc.assert(
      fc.property(size, size, fc.nat(), (rows, columns, seed) => {
        const matrix = noise(seed, rows, columns);
        const sum = squares(singularValues(matrix));
        expect(sum).to.be.closeTo(squares(matrix.data), 1e-12 * sum);
      }),
    );
  });

  it('are zeros for zeros', () => {
    expect([...singularValues({ rows: 3, columns: 2, data: new Float64Array(6) })]).to.deep.equal([0, 0]);
  });
});

function noise(seed: number, rows: number, columns: number): Matrix {
  const random = stream(seed, 'matrix');
  return { rows, columns, data: Float64Array.from({ length: rows * columns }, random.normal) };
}

// The diagonal matrix of the values between two products of Householder reflections.
function built(values: readonly number[], rows: number, columns: number, normal: () => number): Matrix {
  let grid = Array.from({ length: rows }, (_, i) =>
    Array.from({ length: columns }, (_, j) => (i === j ? values[i] : 0)),
  );
  for (let round = 0; round < 2; round++) {
    for (let turn = 0; turn < 2; turn++) {
      grid = reflected(grid, normal);
      grid = grid[0].map((_, j) => grid.map((row) => row[j]));
    }
  }
  return { rows, columns, data: Float64Array.from(grid.flat()) };
}

function reflected(grid: number[][], normal: () => number): number[][] {
  const v = grid.map(normal);
  const length = squares(v);
  const dots = grid[0].map((_, j) => grid.reduce((sum, row, i) => sum + v[i] * row[j], 0));
  return grid.map((row, i) => row.map((value, j) => value - (2 * v[i] * dots[j]) / length));
}

function squares(values: ArrayLike<number>): number {
  return Array.from(values).reduce((sum, value) => sum + value * value, 0);
}
