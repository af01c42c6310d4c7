import { expect } from 'chai';
import { effectLabel } from '../../harness/statistics/effect-bands.ts';

describe('words for effect sizes', () => {
  it('begin at the values that Cohen and Sawilowsky gave, and do not depend on the sign', () => {
    const begin = { negligible: 0, small: 0.2, medium: 0.5, large: 0.8, 'very large': 1.2, huge: 2 };
    const words = Object.keys(begin);
    for (const [i, [word, from]] of Object.entries(begin).entries()) {
      for (const sign of [1, -1]) {
        expect(effectLabel(sign * from)).to.equal(word);
        if (i > 0) expect(effectLabel(sign * (from - 1e-9))).to.equal(words[i - 1]);
      }
    }
  });
});
