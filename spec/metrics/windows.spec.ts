import { expect } from 'chai';
import { metrics } from '../../harness/metrics/catalogue.ts';

describe('windows of metrics', () => {
  const windowed = metrics.filter(({ options }) => 'size' in options);

  it('have a middle: sides are odd, and at least 3', () => {
    expect(windowed.map(({ name }) => name)).to.include('ssim');
    for (const { name, resolve } of windowed) {
      for (const size of [3, 7, 11]) expect(resolve({ size }), name).to.include({ size });
      for (const size of [1, 2, 4, 12, 7.5, -3])
        expect(() => resolve({ size }), `${name} ${size}`).to.throw('option size');
    }
  });
});
