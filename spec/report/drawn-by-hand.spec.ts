import { readFileSync } from 'node:fs';
import { expect } from 'chai';
import { drawnByHand } from './drawn-by-hand.ts';

const kept = JSON.parse(
  readFileSync(new URL('../../golden/drawings.json', import.meta.url), 'utf8'),
) as ReturnType<typeof drawnByHand>;

describe('figures of numbers made by hand', () => {
  const drawn = drawnByHand();

  for (const group of Object.keys(drawn))
    it(`have the ${group} that were looked at: where another look is meant, npm run schemas`, () => {
      expect(drawn[group]).to.deep.equal(kept[group]);
    });

  it('are all that were looked at', () => {
    expect(Object.keys(kept)).to.deep.equal(Object.keys(drawn));
  });
});
