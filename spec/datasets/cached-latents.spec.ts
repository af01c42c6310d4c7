import { expect } from 'chai';
import { resolveCachedLatents, unknownOfLatents } from '../../harness/datasets/cached-latents.ts';

const declared = {
  $schema: 'latents.schema.json',
  id: 'heads',
  title: 'Heads',
  of: ['heads', 'heads-own'],
  autoencoders: ['fine', 'coarse'],
  root: 'latents/{autoencoder}/valid_latent',
  subject: '^(s\\d+)_',
};

describe('the declaration of cached latents', () => {
  it('leaves out that the first is 0 and that they are as the encoder gives them', () => {
    const { $schema: _, title, ...rest } = declared;
    expect(resolveCachedLatents(declared, 'l')).to.deep.equal({
      ...rest,
      first: 0,
      scale: 1,
      deviations: {},
    });
    const more = { first: 1, scale: 0.18215, deviations: { coarse: 5.49 } };
    expect(resolveCachedLatents({ ...declared, ...more }, 'l')).to.deep.include(more);
    expect(title).to.equal('Heads');
  });

  for (const [what, more, told] of [
    ['an unknown key', { splits: 1 }, 'l.json /splits: expected no keys but'],
    ['a scale of 0', { scale: 0 }, 'l.json /scale: expected a number above 0, got 0'],
    ['a negative first', { first: -1 }, 'l.json /first: expected an integer at least 0, got -1'],
    ['a deviation of 0', { deviations: { fine: 0 } }, 'l.json /deviations/fine: expected a number above 0'],
    [
      'a deviation of another autoencoder',
      { deviations: { other: 1 } },
      'l.json /deviations/other: expected no keys',
    ],
    [
      'an autoencoder twice',
      { autoencoders: ['a', 'a'] },
      'l.json /autoencoders: expected a list of ids, each once',
    ],
    [
      'an autoencoder that is a number',
      { autoencoders: ['a', 5] },
      'each once, got ["a",5]; correct this value',
    ],
    ['no word of data sets', { of: undefined }, 'l.json /of: expected a list of ids, each once, got nothing'],
    ['no data set', { of: [] }, 'l.json /of: expected a list of ids, each once, got []'],
    ['a pattern that is none', { subject: '(' }, 'l.json /subject: expected a regular expression'],
    [
      'a way out of the folder',
      { root: '../{autoencoder}' },
      'l.json /root: expected an absolute path, or one below',
    ],
    [
      'one folder of two autoencoders',
      { root: 'latents' },
      'l.json /root: expected a folder of each autoencoder',
    ],
  ] as const) {
    it(`is refused for ${what}`, () => {
      expect(() => resolveCachedLatents({ ...declared, ...more }, 'l.json')).to.throw(told);
    });
  }

  it('may say of one autoencoder where its latents are without naming it', () => {
    const one = { ...declared, autoencoders: ['fine'], root: './cache' };
    expect(resolveCachedLatents(one, 'l').root).to.equal('./cache');
  });

  it('is told every name that nobody declares', () => {
    const known = { datasets: ['heads'], autoencoders: ['fine', 'coarse'] };
    const told = unknownOfLatents(resolveCachedLatents(declared, 'l'), known, 'l.json');
    expect(told.map(({ message }) => message)).to.deep.equal([
      'l.json /of/1: expected an id among heads, got "heads-own"; correct the id, or declare it',
    ]);
    const all = { datasets: ['heads', 'heads-own'], autoencoders: ['fine', 'coarse'] };
    expect(unknownOfLatents(resolveCachedLatents(declared, 'l'), all, 'l')).to.deep.equal([]);
  });
});
