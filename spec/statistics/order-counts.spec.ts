import { expect } from 'chai';
import fc from 'fast-check';
import { orderCounts } from '../../harness/statistics/order-counts.ts';

function ordersOf(values: readonly number[]): readonly (readonly number[])[] {
  if (values.length === 0) return [[]];
  return values.flatMap((value, i) => ordersOf(values.toSpliced(i, 1)).map((rest) => [value, ...rest]));
}

describe('counts of orders by their sum of products', () => {
  it('are those of trying every order, with ties, any origin and any step', () => {
    const column = fc.array(fc.integer({ min: -4, max: 4 }), { minLength: 5, maxLength: 5 });
    const sum = (a: readonly number[], b: readonly number[]) =>
      a.reduce((total, value, i) => total + value * b[i]!, 0);
    fc.assert(
      fc.property(
        column,
        column,
        fc.integer({ min: 1, max: 5 }),
        fc.integer({ min: 2, max: 5 }),
        (a, b, step, n) => {
          const [left, right] = [a.slice(0, n).map((v) => step * v), b.slice(0, n)];
          const sums = ordersOf(right).map((order) => sum(left, order));
          const seen = sum(left, right);
          expect(orderCounts(left, right)).to.deep.equal({
            atLeast: sums.filter((own) => own >= seen).length,
            atMost: sums.filter((own) => own <= seen).length,
            all: sums.length,
          });
        },
      ),
    );
  });
});
