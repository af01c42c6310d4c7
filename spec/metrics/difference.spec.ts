import { expect } from 'chai';
import { absoluteDifference, signedDifference } from '../../harness/metrics/difference.ts';
import { createImage } from '../../harness/numeric/image.ts';
import { InputError } from '../../harness/numeric/input-error.ts';

describe('difference maps', () => {
  const image = createImage(1, 1, 3, Float64Array.of(0.5, 0.25, 1));
  const reference = createImage(1, 1, 3, Float64Array.of(0.25, 0.5, 1));

  it('are positive where the image has too much, or lose their sign', () => {
    expect([...signedDifference('map', image, reference).data]).to.deep.equal([0.25, -0.25, 0]);
    expect([...absoluteDifference('map', image, reference).data]).to.deep.equal([0.25, 0.25, 0]);
  });

  it('refuse images of other shapes, naming the place', () => {
    expect(() => signedDifference('map', image, createImage(1, 3, 1))).to.throw(
      InputError,
      /^map: expected two/,
    );
  });
});
