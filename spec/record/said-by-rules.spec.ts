import { readFileSync } from 'node:fs';
import { expect } from 'chai';
import { rules } from '../../harness/record/rules/catalogue.ts';
import { saidByRules } from './said-by-rules.ts';

const kept = JSON.parse(
  readFileSync(new URL('../../golden/findings.json', import.meta.url), 'utf8'),
) as ReturnType<typeof saidByRules>;

describe('what rules of the record say', () => {
  const said = saidByRules();

  for (const [rule, sentences] of Object.entries(said))
    it(`${rule}: is what was read through; where it is meant to change, npm run schemas`, () => {
      expect(sentences).to.deep.equal(kept[rule]);
    });

  it('is of every rule, and tells wrong figures from true ones at least once', () => {
    expect(Object.keys(kept)).to.deep.equal(rules.map(({ name }) => name));
    for (const [rule, sentences] of Object.entries(said))
      expect(
        sentences.some((one, i) => i % 2 === 1 && one.split(':')[0] !== sentences[i - 1]!.split(':')[0]),
        rule,
      ).to.equal(true);
  });
});
