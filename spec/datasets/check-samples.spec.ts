import { expect } from 'chai';
import { checkSamples } from '../../harness/datasets/check-samples.ts';
import { createImage } from '../../harness/numeric/image.ts';

const image = createImage(1, 4, 4, new Float64Array(16).fill(0.5));
const small = createImage(1, 2, 2);
const of = (id: string, more: object = {}) => ({ id, subject: id, image, ...more });

describe('the images of a set', () => {
  it('may lie beside LR images of one size, and masks of one size for some of them', () => {
    for (const samples of [
      [of('a'), of('b')],
      [of('a', { lowResolution: small }), of('b', { lowResolution: small })],
      [of('a'), of('b', { mask: image }), of('c', { mask: image })],
    ])
      expect(() => checkSamples(samples, 'S')).to.not.throw();
  });

  it('are refused where there is none, an id comes twice, or sizes differ', () => {
    for (const [samples, message] of [
      [[], 'S: expected at least one image, got none; correct the folder'],
      [[of('a'), of('b'), of('a')], 'S: expected every id once, got "a" twice; rename one of the files'],
      [
        [of('a'), of('b', { image: small })],
        'S, image of b: expected the size of a, [1, 4, 4], got [1, 2, 2]; give all images one size',
      ],
      [
        [of('a', { lowResolution: small }), of('b')],
        'S, LR image of b: expected the size of a, [1, 2, 2], got none; give all images one size',
      ],
      [
        [of('a'), of('b', { lowResolution: small })],
        'S, LR image of b: expected the size of a, none, got [1, 2, 2]; give all images one size',
      ],
      [
        [of('a'), of('b', { mask: image }), of('c', { mask: small })],
        'S, mask of c: expected the size of b, [1, 4, 4], got [1, 2, 2]; give all images one size',
      ],
    ] as const)
      expect(() => checkSamples(samples, 'S'), message).to.throw(message);
  });
});
