import { expect } from 'chai';
import fc from 'fast-check';
import { editDistance } from '../../harness/glossary/edit-distance.ts';

describe('the edit distance of two words', () => {
  it('is that of known pairs', () => {
    expect(editDistance('kitten', 'sitting')).to.equal(3);
    expect(editDistance('', 'abc')).to.equal(3);
    expect(editDistance('psnr', 'pnsr')).to.equal(2);
  });

  it('is a metric: 0 for equal words alone, the same both ways, and no longer by a detour', () => {
    const word = fc.string({ maxLength: 8, unit: fc.constantFrom('a', 'b', 'c') });
    fc.assert(
      fc.property(word, word, word, (a, b, c) => {
        expect(editDistance(a, b) === 0).to.equal(a === b);
        expect(editDistance(a, b)).to.equal(editDistance(b, a));
        expect(editDistance(a, c)).to.be.at.most(editDistance(a, b) + editDistance(b, c));
      }),
    );
  });
});
