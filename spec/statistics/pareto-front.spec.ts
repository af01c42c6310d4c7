import { expect } from 'chai';
import fc from 'fast-check';
import { isBetter, onParetoFront } from '../../harness/statistics/pareto-front.ts';

describe('the Pareto front', () => {
  it('holds the points that no other is better than, with ties in either column', () => {
    const point = fc.record({ a: fc.integer({ min: 0, max: 6 }), b: fc.integer({ min: 0, max: 6 }) });
    fc.assert(
      fc.property(fc.array(point, { minLength: 1, maxLength: 30 }), (points) => {
        const a = Float64Array.from(points, (each) => each.a);
        const b = Float64Array.from(points, (each) => each.b);
        const wanted = points.map((_, j) => !points.some((_other, i) => isBetter(a, b, i, j)));
        expect(onParetoFront(a, b)).to.deep.equal(wanted);
      }),
    );
  });
});
