import { expect } from 'chai';
import { drawLesion } from '../../harness/datasets/phantoms/lesion.ts';
import { stream } from '../../harness/numeric/stream.ts';

/** The stream of a subject whose first draw is this. */
function beginning(first: number) {
  const draws = stream(1, 'lesion');
  let drawn = false;
  return {
    ...draws,
    uniform: () => {
      const next = draws.uniform();
      if (drawn) return next;
      drawn = true;
      return first;
    },
  };
}

/** Where, to left or right of the middle, the lesion is the deepest. */
function side(first: number): number {
  const cut = drawLesion(beginning(first)).cut(0);
  const deepest = (sign: number) =>
    Math.max(
      ...[-0.4, -0.2, 0, 0.2, 0.4].flatMap((y) => [0.16, 0.27, 0.38].map((x) => cut.border(sign * x, y, 0))),
    );
  return deepest(1) > deepest(-1) ? 1 : -1;
}

describe('the lesion of a phantom', () => {
  it('is in either hemisphere with the same chance', () => {
    expect([0, 0.25, 0.4999, 0.5, 0.75, 0.9999].map(side)).to.deep.equal([-1, -1, -1, 1, 1, 1]);
  });

  it('is as rough as it is told, to a third at most', () => {
    const cut = drawLesion(stream(2, 'lesion')).cut(0);
    const at = (roughness: number) => cut.border(0.9, 0.9, roughness);
    expect(at(1)).to.be.above(at(0));
    expect([at(2), at(-2)]).to.deep.equal([at(5), at(-5)]);
    expect(at(1.9)).to.not.equal(at(2));
  });
});
