import { expect } from 'chai';
import { createImage, toGrey } from '../../harness/numeric/image.ts';

describe('toGrey', () => {
  it('is the mean of any number of channels, pixel by pixel', () => {
    for (const channels of [1, 2, 3, 4, 7]) {
      const image = createImage(channels, 2, 3);
      for (let i = 0; i < image.data.length; i++) image.data[i] = Math.sin(3 * i + channels);
      const grey = toGrey(image);
      expect([grey.channels, grey.height, grey.width]).to.deep.equal([1, 2, 3]);
      grey.data.forEach((value, i) => {
        const all = Array.from({ length: channels }, (_, c) => image.data[6 * c + i]);
        const mean = all.reduce((sum, each) => sum + each, 0) / channels;
        expect(value).to.be.closeTo(mean, 1e-15);
      });
    }
  });
});
