import { expect } from 'chai';
import { parseLevels } from '../../../harness/language/contrast/levels.ts';

const vocabulary = {
  scores: [],
  levels: { method: ['sr', 'bicubic'], degradation: ['bicubic'], autoencoder: ['medical'] },
  open: [],
};
const parse = (text: string) => parseLevels({ text, where: 'e.json /panels/0/cells/0' }, vocabulary);

describe('levels', () => {
  it('are those of a cell, each by its id or as factor=level', () => {
    expect(parse('sr, medical')).to.deep.equal({ method: 'sr', autoencoder: 'medical' });
    expect(parse('method=bicubic')).to.deep.equal({ method: 'bicubic' });
    expect(parse('')).to.deep.equal({});
  });

  it('that no factor has, or several have, are refused at the character', () => {
    expect(() => parse('sr, large')).to.throw(
      'e.json /panels/0/cells/0 column 5: expected a level among sr, bicubic, medical, got "large"',
    );
    expect(() => parse('bicubic')).to.throw('column 1: expected method=bicubic or degradation=bicubic');
    expect(() => parse('sr] + 1')).to.throw('column 3: expected "," or the end, got "]"');
  });
});
