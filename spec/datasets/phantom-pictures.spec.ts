import { readFileSync } from 'node:fs';
import { expect } from 'chai';
import { anatomies } from '../../harness/datasets/phantoms/catalogue.ts';
import { type phantomPictures, picturesOf } from './phantom-pictures.ts';

const kept = JSON.parse(
  readFileSync(new URL('../../golden/phantoms.json', import.meta.url), 'utf8'),
) as ReturnType<typeof phantomPictures>;

describe('the pictures of phantoms', () => {
  for (const anatomy of anatomies)
    it(`of ${anatomy} are those that networks and golden values stand on: else look, and npm run schemas`, () => {
      expect(picturesOf(anatomy)).to.deep.equal(kept[anatomy]);
    });

  it('are of every anatomy', () => {
    expect(Object.keys(kept)).to.deep.equal(anatomies);
  });
});
