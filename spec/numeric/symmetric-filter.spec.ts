import { expect } from 'chai';
import fc from 'fast-check';
import { assemble } from '../../harness/numeric/simd/assembly.ts';
import { productsKernel, symmetricFilter } from '../../harness/numeric/simd/symmetric-filter.ts';
import { stream } from '../../harness/numeric/stream.ts';
import { runs } from '../runs.ts';
import { largestDifference } from './largest-difference.ts';

describe('SIMD kernels', () => {
  it('symmetricFilter sums the weighted taps at its stride, for any odd window', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 7 }),
        fc.constantFrom(1, 2, 7, 64, 300, 5000),
        fc.integer({ min: 1, max: 40 }),
        fc.nat(),
        (radius, stride, pairs, seed) => {
          const random = stream(seed, 'filter');
          const half = Array.from({ length: radius + 1 }, random.normal);
          const weights = Float64Array.from([...half, ...half.slice(0, -1).reverse()]);
          const length = 2 * pairs;
          const values = Float64Array.from({ length: length + 2 * radius * stride }, random.normal);
          const { memory, call } = assemble(values.length + length, [
            symmetricFilter('filter', weights, stride),
          ]);
          memory.set(values);
          call['filter']!(0, 8 * values.length, 8 * (values.length + length));
          const wanted = Array.from({ length }, (_, i) =>
            weights.reduce((sum, weight, k) => sum + weight * values[i + k * stride], 0),
          );
          const found = memory.subarray(values.length, values.length + length);
          expect(largestDifference(found, wanted)).to.be.below(1e-13);
          expect(largestDifference(memory.subarray(0, values.length), values)).to.equal(0);
        },
      ),
      { numRuns: runs(60) },
    );
  });

  it('productsKernel gives the sum of squares and the product of two rows, to the bit', () => {
    const random = stream(1, 'products');
    const { memory, call } = assemble(40, [productsKernel('products')]);
    for (let i = 0; i < 20; i++) memory[i] = random.normal();
    const [x, y] = [memory.slice(0, 10), memory.slice(10, 20)];
    call['products']!(0, 80, 160, 240, 80);
    x.forEach((value, i) => {
      expect(memory[20 + i]).to.equal(value * value + y[i] * y[i]);
      expect(memory[30 + i]).to.equal(value * y[i]);
    });
  });
});
