import { expect } from 'chai';
import fc from 'fast-check';
import type { Matrix } from '../../harness/numeric/matrix.ts';
import { productWithTranspose } from '../../harness/numeric/product-with-transpose.ts';
import { compact, rowTriangle } from '../../harness/numeric/row-triangle.ts';
import { stream } from '../../harness/numeric/stream.ts';
import { runs } from '../runs.ts';
import { largestDifference } from './largest-difference.ts';

// Lots of 512 rows and blocks of 32 columns: counts on both sides of each.
const rowCounts = fc.oneof(fc.integer({ min: 1, max: 40 }), fc.constantFrom(511, 512, 513, 1030));
const columnCounts = fc.oneof(fc.integer({ min: 1, max: 12 }), fc.constantFrom(31, 32, 33, 65));

describe('the triangle of rows that come one after the other (rowTriangle)', () => {
  it("has the rows' product with themselves, and zeros below", () => {
    fc.assert(
      fc.property(rowCounts, columnCounts, fc.nat(), (rows, columns, seed) => {
        const matrix = noise(seed, rows, columns);
        const triangle = triangleOf(matrix);
        expect(triangle.rows).to.equal(columns);
        expect(largestDifference(gram(triangle), gram(matrix))).to.be.below(1e-14 * (rows + 20));
        for (let i = 1; i < columns; i++) {
          for (let j = 0; j < i; j++) expect(triangle.data[i * columns + j]).to.equal(0);
        }
      }),
      { numRuns: runs(60) },
    );
  });

  it('goes on after it was looked at', () => {
    const matrix = noise(3, 30, 5);
    const taking = rowTriangle(5);
    for (let i = 0; i < 30; i++) {
      taking.add(matrix.data.subarray(i * 5, (i + 1) * 5));
      taking.triangle();
    }
    expect(largestDifference(gram(taking.triangle()), gram(matrix))).to.be.below(1e-12);
  });

  it('keeps the digits of rows that are tiny beside others, and takes columns of zeros', () => {
    const taking = rowTriangle(3);
    for (const row of [
      [1e150, 0, 1e-150],
      [0, 0, 3e-150],
      [0, 0, 4e-150],
    ]) {
      taking.add(row);
    }
    const { data } = taking.triangle();
    expect(Math.abs(data[0])).to.equal(1e150);
    expect(Math.abs(data[4])).to.equal(0);
    expect(Math.hypot(data[5], data[8]) / 5e-150).to.be.closeTo(1, 1e-15);
  });

  it('is the matrix itself where it has no more rows than columns (compact)', () => {
    const matrix = noise(1, 4, 4);
    expect(compact(matrix)).to.equal(matrix);
    expect(compact(noise(1, 5, 4)).rows).to.equal(4);
  });
});

describe('a product with a transpose (productWithTranspose)', () => {
  const size = fc.oneof(fc.integer({ min: 1, max: 9 }), fc.constantFrom(255, 256, 257, 300));
  it('has the products of the rows', () => {
    fc.assert(
      fc.property(size, size, size, fc.nat(), (rows, columns, depth, seed) => {
        const [a, b] = [noise(seed, rows, depth), noise(seed + 1, columns, depth)];
        const { data } = productWithTranspose(a, b);
        expect(data.length).to.equal(rows * columns);
        const random = stream(seed, 'places');
        for (let check = 0; check < 20; check++) {
          const [i, j] = [random.below(rows), random.below(columns)];
          expect(data[i * columns + j]).to.be.closeTo(dot(a, i, b, j), 1e-13 * depth);
        }
      }),
      { numRuns: runs(60) },
    );
  });
});

function triangleOf({ rows, columns, data }: Matrix): Matrix {
  const taking = rowTriangle(columns);
  for (let i = 0; i < rows; i++) taking.add(data.subarray(i * columns, (i + 1) * columns));
  return taking.triangle();
}

function noise(seed: number, rows: number, columns: number): Matrix {
  const random = stream(seed, 'matrix');
  return { rows, columns, data: Float64Array.from({ length: rows * columns }, random.normal) };
}

function dot(a: Matrix, i: number, b: Matrix, j: number): number {
  let sum = 0;
  for (let k = 0; k < a.columns; k++) sum += a.data[i * a.columns + k] * b.data[j * b.columns + k];
  return sum;
}

function gram({ rows, columns: n, data }: Matrix): number[] {
  return Array.from({ length: n * n }, (_, at) => {
    let sum = 0;
    for (let i = 0; i < rows; i++) sum += data[i * n + Math.floor(at / n)] * data[i * n + (at % n)];
    return sum;
  });
}
