import { expect } from 'chai';
import { resolveDataset, resolveUse } from '../../harness/datasets/resolve-dataset.ts';
import { InputError } from '../../harness/numeric/input-error.ts';

const folder = { id: 'brats', kind: 'folder', root: 'data', split: 'valid', subject: '^brats_(.+)_z' };
const raw = {
  id: 'n',
  kind: 'raw',
  root: '/data',
  files: '[.]nii$',
  axis: 2,
  slices: { count: 20 },
  scaling: 'slice-min-max',
};

describe('the declaration of a data set', () => {
  it('is completed with what it leaves out, once and for all', () => {
    expect(resolveDataset({ id: 'real-mr', kind: 'real-mr' }, 'a.json')).to.deep.equal({
      id: 'real-mr',
      kind: 'real-mr',
      scaling: { rule: 'volume-min-max' },
    });
    expect(resolveDataset(raw, 'a.json')).to.deep.include({
      name: '{stem}_z{slice}',
      tables: [],
      crop: 'none',
      slices: { count: 20, from: 0.25, to: 0.75 },
    });
    for (const declaration of [folder, raw]) {
      const resolved = resolveDataset(declaration, 'a.json');
      expect(resolveDataset(resolved, 'a.json')).to.deep.equal(resolved);
    }
  });

  it('may be absolute or below its folder, and may not leave it', () => {
    for (const [key, value] of [
      ['root', '../elsewhere'],
      ['root', '/data/../etc'],
      ['split', '..'],
      ['split', 'a/b'],
      ['split', 'a\\b'],
    ]) {
      expect(() => resolveDataset({ ...folder, [key]: value }, 'a.json'), `${key} ${value}`).to.throw(
        InputError,
        `a.json /${key}: expected`,
      );
    }
    expect(resolveDataset({ ...folder, root: '/data' }, 'a.json')).to.have.property('root', '/data');
  });

  it('is refused by the place of what is wrong', () => {
    const cases: [object, string][] = [
      [{ ...folder, subjekt: 'x' }, 'a.json /subjekt: expected no keys but'],
      [
        { ...folder, kind: 'zip' },
        'a.json /kind: expected one of real-mr, folder, raw, joined, phantom, scores, got "zip"',
      ],
      [{ ...folder, subject: '(' }, 'a.json /subject: expected a regular expression'],
      [{ ...folder, partners: ['hr'] }, 'a.json /partners: expected a list of lr, seg_masks, got ["hr"]'],
      [
        { id: 'a', kind: 'real-mr', order: 'resize-first', size: { height: 8, width: 8, mode: 'uint8' } },
        'a.json /order: expected a size of mode float for resize-first, got "uint8"',
      ],
      [{ ...raw, axis: 3 }, 'a.json /axis: expected an integer at least 0 and at most 2, got 3'],
      [{ ...raw, scaling: undefined }, 'a.json /scaling: expected an object, got nothing'],
      [{ ...raw, steps: { bits: 12, rounding: 'round' } }, 'a.json /steps/bits: expected 8 or 16, got 12'],
      [{ ...raw, id: '' }, 'a.json /id: expected a non-empty text, got ""'],
    ];
    for (const [declaration, message] of cases) {
      expect(() => resolveDataset(declaration, 'a.json'), message).to.throw(InputError, message);
    }
  });

  it('says whether there are masks, which a set without a region has not', () => {
    const phantom = { id: 'a', kind: 'phantom', subjects: 1, seed: 1, split: 'test' };
    const use = (more: object) => resolveUse({ ...phantom, ...more }, 'a.json');
    expect(use({ anatomy: 'brain', masks: true })).to.deep.equal({ masks: true });
    expect(use({ anatomy: 'brain' })).to.deep.equal({});
    expect(() => use({ anatomy: 'knee', masks: true })).to.throw(
      'a.json /masks: expected masks of phantoms that have a region, got "knee"',
    );
    expect(() => resolveUse({ ...folder, masks: true }, 'a.json')).to.throw('a.json /masks');
    // Of raw images they say where the files are.
    expect(resolveUse({ ...raw, masks: { from: 'a', to: 'b' } }, 'a.json')).to.deep.equal({});
    expect(resolveUse({ ...folder, task: { kind: 'own' }, networks: 'b' }, 'a.json')).to.deep.equal({
      task: { kind: 'own' },
      networks: 'b',
    });
    expect(() => resolveUse({ ...folder, task: { kind: 'own', factor: 4 } }, 'a.json')).to.throw('factor');
  });
});
