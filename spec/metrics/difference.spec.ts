import { expect } from 'chai';
import { difference, differenceMap, signedDifference } from '../../harness/metrics/difference.ts';
import { createImage } from '../../harness/numeric/image.ts';
import { InputError } from '../../harness/numeric/input-error.ts';

describe('difference maps', () => {
  const image = createImage(1, 1, 3, Float64Array.of(0.5, 0.25, 1));
  const reference = createImage(1, 1, 3, Float64Array.of(0.25, 0.5, 1));
  const of = (options: object) => [
    ...differenceMap({ image, reference }, difference.resolve({ ...options })).data,
  ];

  it('are positive where the image has too much, or lose their sign', () => {
    expect(of({})).to.deep.equal([0.25, -0.25, 0]);
    expect(of({ sign: 'absolute' })).to.deep.equal([0.25, 0.25, 0]);
  });

  it("hold every channel, or the channels' mean", () => {
    const colour = createImage(3, 1, 1, Float64Array.of(0.5, 0.25, 1));
    const grey = createImage(3, 1, 1, Float64Array.of(0.25, 0.25, 0.5));
    const map = (channels: string) =>
      differenceMap({ image: colour, reference: grey }, difference.resolve({ channels }));
    expect([...map('all').data]).to.deep.equal([0.25, 0, 0.5]);
    expect(map('grey').data).to.have.length(1);
    expect(map('grey').data[0]).to.be.closeTo(0.25, 1e-15);
  });

  it('refuse images of other shapes, naming the place', () => {
    expect(() => signedDifference('map', image, createImage(1, 3, 1))).to.throw(
      InputError,
      /^map: expected two/,
    );
  });
});
