import { expect } from 'chai';
import fc from 'fast-check';
import { type Outcome, outcomeWords, type Tier, tiers, type Verdict } from '../../harness/claims/verdict.ts';
import { headlineOf } from '../../harness/report/headline.ts';
import { tierCaveats } from '../../harness/report/tier-caveats.ts';

const verdict = (claim: string, part: string, tier: Tier, outcome: Outcome): Verdict => ({
  claim,
  part,
  tier,
  outcome,
  reason: '',
  experiment: '',
  criteria: [],
  scope: [],
  replay: '',
});

describe('the sentence that a report begins with', () => {
  it('counts claims, each once a tier, and says what it does not say', () => {
    const verdicts = [
      verdict('C1', 'a', 'embedded', 'reproduced'),
      verdict('C1', 'b', 'embedded', 'not reproduced'),
      verdict('C2', '', 'embedded', 'reproduced'),
      verdict('C3', '', 'embedded', 'inconclusive'),
      verdict('C2', '', 'record', 'inconsistent'),
      verdict('C4', '', 'paper', 'untestable'),
    ];
    expect(headlineOf(4, verdicts)).to.deep.equal({
      sentence:
        'Of 4 claims the scale model agrees with 1, contradicts 1 and leaves 1 open; the printed figures of 0 agree with each other and those of 1 cannot all be true.',
      caveat: `${tierCaveats.embedded} ${tierCaveats.record} 1 could not be tested; each says what it needs.`,
    });
    expect(headlineOf(2, []).sentence).to.equal('None of the 2 claims could be tested in this run.');
    expect(headlineOf(4, verdicts, 'Of two people.').caveat).to.equal(
      `Of two people. ${headlineOf(4, verdicts).caveat}`,
    );
    expect(headlineOf(1, [{ ...verdicts[2], provisional: 'rests on 3 of 9' }]).caveat).to.contain(
      '1 verdict rests on a part of the data.',
    );
  });

  it('has the numbers of any verdicts, and the caveat of every tier that decided something', () => {
    const drawn = fc.record({
      claim: fc.constantFrom('C1', 'C2', 'C3', 'C4'),
      part: fc.constantFrom('a', 'b'),
      tier: fc.constantFrom(...tiers),
      outcome: fc.constantFrom(...(Object.keys(outcomeWords) as Outcome[])),
    });
    fc.assert(
      fc.property(fc.array(drawn), (all) => {
        const verdicts = all.map(({ claim, part, tier, outcome }) => verdict(claim, part, tier, outcome));
        const { sentence, caveat } = headlineOf(4, verdicts);
        const has = (claim: string, tier: Tier, outcome: Outcome) =>
          verdicts.some((each) => each.claim === claim && each.tier === tier && each.outcome === outcome);
        const ids = ['C1', 'C2', 'C3', 'C4'];
        for (const tier of tiers) {
          const decided = verdicts.some((each) => each.tier === tier && each.outcome !== 'untestable');
          expect(caveat.includes(tierCaveats[tier]), tier).to.equal(decided);
          if (!decided) continue;
          const wrong = ids.filter((id) => has(id, tier, 'inconsistent'));
          const against = ids.filter((id) => has(id, tier, 'not reproduced') && !wrong.includes(id));
          const open = ids.filter(
            (id) => has(id, tier, 'inconclusive') && !wrong.includes(id) && !against.includes(id),
          );
          const agree = ids.filter(
            (id) => has(id, tier, 'reproduced') && ![...wrong, ...against, ...open].includes(id),
          );
          expect(sentence).to.contain(
            tier === 'record'
              ? `the printed figures of ${agree.length} agree with each other and those of ${wrong.length} cannot`
              : `agrees with ${agree.length}, contradicts ${against.length} and leaves ${open.length} open`,
          );
        }
        expect(sentence.endsWith('.')).to.equal(true);
      }),
    );
  });
});
