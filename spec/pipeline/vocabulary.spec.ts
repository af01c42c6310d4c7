import { expect } from 'chai';
import { vocabularyOf } from '../../harness/pipeline/declared/vocabulary-of.ts';
import { levels, psnr, srBlock } from './planned.ts';

describe('what the contrasts of an experiment may name', () => {
  it('is its scores and the levels of all of its cells, each once', () => {
    const cells = [srBlock, { ...srBlock, dataset: ['knee', 'brain'], method: [levels.ae] }];
    expect(vocabularyOf(cells, [psnr])).to.deep.equal({
      scores: ['psnr'],
      levels: {
        dataset: ['knee', 'brain'],
        degradation: ['task'],
        method: ['sr', 'ae'],
        autoencoder: ['medical'],
        denoiser: ['x0'],
        sampler: ['main'],
        seed: [],
      },
      open: [],
    });
  });

  it('is any data set besides where the profile chooses them', () => {
    const { levels, open } = vocabularyOf([srBlock, { ...srBlock, dataset: ['*'] }], []);
    expect([levels['dataset'], open]).to.deep.equal([['knee'], ['dataset']]);
  });
});
