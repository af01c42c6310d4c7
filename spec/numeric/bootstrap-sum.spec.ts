import { expect } from 'chai';
import { bootstrapSum, padded } from '../../harness/numeric/bootstrap-sum.ts';
import { indexSource } from '../../harness/numeric/random-indices.ts';
import { stream } from '../../harness/numeric/stream.ts';

describe('sum of values drawn with replacement', () => {
  it('draws as many values as asked for, whatever their number', () => {
    for (const n of [1, 2, 3, 4, 5, 7, 8, 9, 100, 513, 1000, 1023, 1024]) {
      const table = padded(new Float64Array(n).fill(1));
      const source = indexSource(stream(n, 'count'));
      for (let r = 0; r < 20; r++) expect(bootstrapSum(source, table, n), `n ${n}`).to.equal(n);
    }
  });

  it('draws every value with the same chance (chi-square below its 99.9 % point)', () => {
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
    const chi = counts.reduce((total, count) => total + (count - 40_000) ** 2 / 40_000, 0);
    expect(chi).to.be.below(18.47); // 4 degrees of freedom
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
    expect(Math.abs(sum / runs)).to.be.below(4 * Math.sqrt(variance / runs));
    expect(squares / runs / variance).to.be.within(1 - 4 * Math.sqrt(2 / runs), 1 + 4 * Math.sqrt(2 / runs));
  });
});
