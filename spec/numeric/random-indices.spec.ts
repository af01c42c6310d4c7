import { expect } from 'chai';
import { fillIndices, indexSource } from '../../harness/numeric/random-indices.ts';
import { stream } from '../../harness/numeric/stream.ts';
import { expectEven, expectMean } from '../by-chance.ts';

describe('bulk random indices', () => {
  it('give the same indices for the same stream and others for another', () => {
    const draw = (seed: number) => {
      const out = new Int32Array(50);
      fillIndices(indexSource(stream(seed, 'a')), 1000, out);
      return [...out];
    };
    expect(draw(1)).to.deep.equal(draw(1));
    expect(draw(1)).to.not.deep.equal(draw(2));
  });

  it('do not depend on how they are divided into calls', () => {
    const [whole, parts] = [indexSource(stream(4, 'b')), indexSource(stream(4, 'b'))];
    const all = new Int32Array(300);
    fillIndices(whole, 77, all);
    const pieces = [100, 1, 199].flatMap((size) => {
      const out = new Int32Array(size);
      fillIndices(parts, 77, out);
      return [...out];
    });
    expect(pieces).to.deep.equal([...all]);
  });

  it('are the output of sfc32, from its state', () => {
    // Reference recurrence on 64-bit integers.
    const source = Int32Array.of(1, 2, 3, 4);
    const out = new Int32Array(200);
    fillIndices(source, 2 ** 31 - 1, out);
    const mask = 0xffffffffn;
    let [a, b, c, counter] = [1n, 2n, 3n, 4n];
    for (const index of out) {
      const bits = (a + b + counter) & mask;
      counter = (counter + 1n) & mask;
      a = b ^ (b >> 9n);
      b = (c + (c << 3n)) & mask;
      c = ((((c << 21n) | (c >> 11n)) & mask) + bits) & mask;
      expect(index).to.equal(Math.floor(Number(bits) * ((2 ** 31 - 1) / 2 ** 32)));
    }
  });

  it('are even over every index and uncorrelated with the one before', () => {
    const n = 10;
    const out = new Int32Array(200_000);
    fillIndices(indexSource(stream(9, 'c')), n, out);
    const pairs = new Float64Array(n * n);
    for (let i = 1; i < out.length; i++) pairs[out[i - 1] * n + out[i]]++;
    expectEven(pairs, 'pairs');
  });

  it('give bits that are even in each place', () => {
    const source = indexSource(stream(2, 'signs'));
    const totals = new Float64Array(30);
    const drawn = new Int32Array(2);
    for (let r = 0; r < 4000; r++) {
      fillIndices(source, 2 ** 30, drawn);
      for (const bits of drawn) for (let i = 0; i < 30; i++) totals[i] += (bits >> i) & 1 ? 1 : -1;
    }
    for (const [i, total] of totals.entries()) expectMean(total, 0, Math.sqrt(8000), `bit ${i}`, 30);
  });
});
