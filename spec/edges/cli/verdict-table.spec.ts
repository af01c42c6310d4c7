import { stripVTControlCharacters } from 'node:util';
import { expect } from 'chai';
import { type Outcome, type Tier, tiers, type Verdict } from '../../../harness/claims/verdict.ts';
import { verdictTable } from '../../../harness/edges/cli/verdict-table.ts';

const criterion = (outcome: Outcome) => ({
  label: 'gain',
  group: 'knee',
  outcome,
  unit: 'dB',
  expected: 'above 0',
  reason: 'r',
});
const verdict = (claim: string, part: string, tier: Tier, outcome: Outcome): Verdict => ({
  claim,
  part,
  tier,
  outcome,
  reason: `${'a reason of many words '.repeat(9)}ends`,
  experiment: 'swap',
  criteria: [criterion('reproduced'), criterion(outcome), criterion('reproduced')],
  scope: [],
  replay: '',
});

describe('the table of verdicts in a terminal', () => {
  for (const count of [1, 2, 3, 4]) {
    it(`fits 80 columns with ${count} tier${count > 1 ? 's' : ''} and long names`, () => {
      const all = tiers
        .slice(0, count)
        .flatMap((tier) => [
          verdict('C1', 'a', tier, 'not reproduced'),
          verdict('C12', 'p'.repeat(26), tier, 'reproduced'),
        ]);
      const lines = verdictTable(all).split('\n');
      expect(Math.max(...lines.map((line) => line.length))).to.be.at.most(80);
      for (const tier of tiers) expect(lines[0]!.includes(tier), tier).to.equal(tiers.indexOf(tier) < count);
    });
  }

  it('says how many comparisons contradict, and that a scale model proves nothing of the networks', () => {
    const text = verdictTable([verdict('C1', '', 'embedded', 'not reproduced')]).replace(/\s+/g, ' ');
    expect(text).to.contain('✗ C1, embedded: not reproduced by 1 of 3 comparisons.');
    expect(text).to.contain('proves nothing about the paper’s own networks');
    expect(verdictTable([verdict('C1', '', 'record', 'reproduced')])).not.to.contain('scale model');
  });

  it('differs in colour alone where colours are wanted', () => {
    const all = [verdict('C1', '', 'embedded', 'not reproduced'), verdict('C2', '', 'record', 'reproduced')];
    const coloured = verdictTable(all, true);
    expect(coloured).not.to.equal(verdictTable(all));
    const trimmed = (text: string) => text.replace(/ +$/gm, '');
    expect(trimmed(stripVTControlCharacters(coloured))).to.equal(verdictTable(all));
  });

  it('names claims that no tier could test', () => {
    expect(
      verdictTable([verdict('C9', '', 'paper', 'untestable'), verdict('C1', '', 'record', 'reproduced')]),
    ).to.contain('untestable in every tier of this run: C9');
  });
});
