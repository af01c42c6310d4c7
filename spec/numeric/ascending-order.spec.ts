import { expect } from 'chai';
import fc from 'fast-check';
import { ascendingOrder, ascendingValues } from '../../harness/numeric/ascending-order.ts';
import { stream } from '../../harness/numeric/stream.ts';
import { runs } from '../runs.ts';

describe('ascending order', () => {
  const byComparison = (values: Float64Array) =>
    Uint32Array.from(values.keys()).sort((a, b) =>
      values[a]! < values[b]! ? -1 : Number(values[a]! > values[b]!),
    );

  it('is that of a stable sort by comparison, whatever the doubles', () => {
    const value = fc.oneof(
      fc.double({ noNaN: true }),
      fc.integer({ min: -3, max: 3 }),
      fc.constantFrom(0, -0, 1, 1 + Number.EPSILON, Number.MAX_VALUE, -Number.MIN_VALUE, Number.MIN_VALUE),
    );
    fc.assert(
      fc.property(fc.array(value, { minLength: 400, maxLength: 600 }), (list) => {
        const values = Float64Array.from(list);
        expect([...ascendingOrder(values)]).to.deep.equal([...byComparison(values)]);
      }),
      { numRuns: runs(20) },
    );
  });

  it('tells values apart that differ in their last bits alone', () => {
    const random = stream(1, 'order');
    const values = Float64Array.from({ length: 5000 }, () => 1e9 + random.below(1000) * 2 ** -22);
    expect([...ascendingOrder(values)]).to.deep.equal([...byComparison(values)]);
    expect([...ascendingValues(values)]).to.deep.equal([...values].sort((a, b) => a - b));
  });
});
