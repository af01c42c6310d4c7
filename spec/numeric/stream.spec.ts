import { expect } from 'chai';
import fc from 'fast-check';
import { stream } from '../../harness/numeric/stream.ts';
import { expectChiSquare, expectEven, expectMean } from '../by-chance.ts';

const name = fc.array(fc.oneof(fc.string(), fc.integer()), { minLength: 1, maxLength: 4 });

describe('a seeded stream of random numbers', () => {
  it('gives the same numbers for the same name', () => {
    fc.assert(
      fc.property(fc.integer(), name, (seed, parts) => {
        const [a, b] = [stream(seed, ...parts), stream(seed, ...parts)];
        for (let i = 0; i < 20; i++) expect(a.normal()).to.equal(b.normal());
      }),
    );
  });

  it('gives other numbers for another seed or name', () => {
    fc.assert(
      fc.property(fc.integer(), name, fc.integer(), name, (seedA, a, seedB, b) => {
        fc.pre(JSON.stringify([seedA, ...a]) !== JSON.stringify([seedB, ...b]));
        expect(stream(seedA, ...a).uniform()).to.not.equal(stream(seedB, ...b).uniform());
      }),
    );
  });

  it('keeps parts apart where they are joined', () => {
    expect(stream(0, 'a', 'bc').uniform()).to.not.equal(stream(0, 'ab', 'c').uniform());
    expect(stream(1, 2).uniform()).to.not.equal(stream(12).uniform());
  });

  it('gives uncorrelated numbers for neighbouring names', () => {
    const n = 4000;
    const [a, b] = [stream(7, 'sample', 1), stream(7, 'sample', 2)];
    let product = 0;
    for (let i = 0; i < n; i++) product += a.normal() * b.normal();
    expectMean(product, 0, Math.sqrt(n), 'products');
  });

  it('draws integers below n, all of them, evenly', () => {
    const draws = stream(3, 'below');
    const counts = new Array(5).fill(0);
    for (let i = 0; i < 10000; i++) counts[draws.below(5)]++;
    expectEven(counts, 'integers');
  });

  it('draws normals of mean 0 and variance 1', () => {
    const draws = stream(5, 'normal');
    let [sum, squares] = [0, 0];
    const n = 20000;
    for (let i = 0; i < n; i++) {
      const value = draws.normal();
      sum += value;
      squares += value * value;
    }
    expectMean(sum, 0, Math.sqrt(n), 'sum', 2);
    expectChiSquare(squares, n, 'squares', 2);
  });
});
