import { expect } from 'chai';
import { flip } from '../../harness/statistics/flip.ts';

describe('where a curve changes sides of a margin', () => {
  const x = [0, 1, 2, 4];

  it('is where its straight piece meets the margin, on either side of the place', () => {
    expect(flip(x, [-1, 1, 3, -5], 1, 0)).to.deep.equal({
      value: 1,
      side: 1,
      from: 0.5,
      to: 2.75,
      distance: 0.5,
    });
    expect(flip(x, [1, -1, -3, 5], 1, 0.5)).to.deep.equal({
      value: -1,
      side: -1,
      from: 0.75,
      to: 2.625,
      distance: 0.25,
    });
  });

  it('takes a curve at the margin as between, and leaves it at the bound that it crosses', () => {
    for (const sign of [1, -1]) {
      const found = flip(
        x,
        [0.5, 0.5, 1.5, 1.5].map((y) => sign * y),
        1,
        0.5,
      );
      expect(found).to.deep.equal({ value: sign * 0.5, side: 0, from: 0, to: 1, distance: 0 });
      const through = flip(
        x,
        [-2, 0, 2, 2].map((y) => sign * y),
        1,
        1,
      );
      expect(through).to.deep.equal({ value: sign * 0, side: 0, from: 0.5, to: 1.5, distance: 0.5 });
    }
  });

  it('reads the curve between its points, and has no flip where all of it is on one side', () => {
    expect(flip(x, [1, 2, 4, 8], 3, 0)).to.deep.equal({ value: 6, side: 1, from: 0, to: 4, distance: null });
    expect(flip(x, [1, 2, 4, -4], 2.5, 0)).to.deep.equal({
      value: 2,
      side: 1,
      from: 0,
      to: 3,
      distance: 0.5,
    });
    expect(flip(x, [-1, 1, 1, 1], 4, 0)).to.deep.include({ from: 0.5, to: 4, distance: 3.5 });
    expect(flip(x, [1, 1, 1, -1], 0, 0)).to.deep.include({ from: 0, to: 3, distance: 3 });
  });
});
