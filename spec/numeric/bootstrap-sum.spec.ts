import { expect } from 'chai';
import { bootstrapSum, padded } from '../../harness/numeric/bootstrap-sum.ts';
import { indexSource } from '../../harness/numeric/random-indices.ts';
import { stream } from '../../harness/numeric/stream.ts';
import { expectChiSquare, expectEven, expectMean } from '../by-chance.ts';

describe('sum of values drawn with replacement', () => {
  it('draws as many values as asked for, whatever their number', () => {
    for (const n of [1, 2, 3, 4, 5, 7, 8, 9, 100, 513, 1000, 1023, 1024]) {
      const table = padded(new Float64Array(n).fill(1));
      const source = indexSource(stream(n, 'count'));
      for (let r = 0; r < 20; r++) expect(bootstrapSum(source, table, n), `n ${n}`).to.equal(n);
    }
  });

  it('draws every value with the same chance', () => {
    // Powers of a base above the number of draws let the counts be read from the sum.
    const n = 5;
    const table = padded(Float64Array.from({ length: n }, (_, i) => 8 ** i));
    const source = indexSource(stream(1, 'even'));
    const counts = new Float64Array(n);
    for (let r = 0; r < 40_000; r++) {
      let sum = bootstrapSum(source, table, n);
      for (let i = 0; i < n; i++) {
        counts[i] += sum % 8;
        sum = Math.floor(sum / 8);
      }
    }
    expectEven(counts, 'values');
  });

  it('has the variance of independent draws', () => {
    const n = 700;
    const values = Float64Array.from({ length: n }, (_, i) => Math.sin(i * i));
    const source = indexSource(stream(2, 'variance'));
    const table = padded(values);
    const [mean, square] = [0, 1].map((k) => values.reduce((total, v) => total + v ** (k + 1), 0) / n);
    let [sum, squares] = [0, 0];
    const runs = 20_000;
    for (let r = 0; r < runs; r++) {
      const off = bootstrapSum(source, table, n) - n * mean;
      sum += off;
      squares += off * off;
    }
    const variance = n * (square - mean * mean);
    expectMean(sum / runs, 0, Math.sqrt(variance / runs), 'mean', 2);
    expectChiSquare(squares / variance, runs, 'variance', 2);
  });
});
