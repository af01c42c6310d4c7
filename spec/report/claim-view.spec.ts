import { expect } from 'chai';
import type { CriterionResult, Outcome, Tier, Verdict } from '../../harness/claims/verdict.ts';
import { claimView } from '../../harness/report/claim-view.ts';

const criterion = (label: string, outcome: Outcome, value?: number): CriterionResult => ({
  label,
  group: '',
  outcome,
  ...(value !== undefined && { observed: { value } }),
  unit: 'dB',
  expected: 'above 0',
  reason: 'because',
});

const verdict = (
  tier: Tier,
  part: string,
  outcome: Outcome,
  criteria: readonly CriterionResult[],
): Verdict => ({
  claim: 'C1',
  part,
  tier,
  outcome,
  reason: 'because',
  experiment: 'e',
  criteria,
  scope: [],
  replay: 'latent-sr',
});

const claim = {
  id: 'C1',
  statement: 'It rises.',
  place: 'Table 1',
  printed: '2.91 and 3.29 dB',
  experiment: 'e',
  parts: [
    { id: 'a', statement: 'It rises.', checks: [] },
    { id: 'b', statement: 'It rises by as much as printed.', checks: [] },
  ],
};

describe('a claim as the report shows it', () => {
  const verdicts = [
    verdict('record', '', 'reproduced', [criterion('row', 'reproduced', 9)]),
    verdict('embedded', 'a', 'reproduced', [criterion('rise', 'reproduced', 1)]),
    verdict('embedded', 'b', 'not reproduced', [
      criterion('unseen', 'not reproduced'),
      criterion('size', 'reproduced', 2),
      criterion('size', 'not reproduced', 3),
    ]),
  ];

  it('shows on its line a comparison that decided it, in the tier that was run, with how many fail', () => {
    const { leading, verdicts: seen } = claimView(claim, verdicts, '', 'embedded');
    expect(leading).to.deep.include({ tier: 'embedded', part: 'b', alike: 2, of: 3 });
    expect(leading!.criterion.observed).to.deep.equal({ value: 3 });
    expect(seen.map(({ alike }) => alike)).to.deep.equal([1, 1, 2]);
  });

  it('shows on its line what was compared, though another part could not be tested', () => {
    const untested = verdict('embedded', 'a', 'untestable', []);
    const decided = verdict('embedded', 'b', 'reproduced', [criterion('rise', 'reproduced')]);
    for (const both of [
      [untested, decided],
      [decided, untested],
    ])
      expect(claimView(claim, both, '', 'embedded').leading).to.deep.include({ part: 'b', alike: 1, of: 1 });
  });

  it('falls back on imported scores, then on the record, then on nothing', () => {
    const imported = verdict('imported', 'a', 'reproduced', [criterion('rise', 'reproduced', 5)]);
    expect(claimView(claim, [...verdicts, imported], '', 'paper').leading!.tier).to.equal('imported');
    expect(claimView(claim, verdicts, '', 'paper').leading!.tier).to.equal('record');
    expect(claimView(claim, [verdict('paper', 'a', 'untestable', [])], '', 'paper').leading).to.equal(
      undefined,
    );
  });

  it('says what a part says where that is not what the claim says, and one printed number where one is given', () => {
    const { verdicts: seen, inBrief } = claimView(claim, verdicts, '', 'embedded');
    expect(seen.map(({ says }) => says)).to.deep.equal(['', '', 'It rises by as much as printed.']);
    expect(inBrief).to.equal('2.91 and 3.29 dB');
    expect(claimView(claim, verdicts, '', 'embedded')).to.not.have.property('headline');
    expect(claimView({ ...claim, headline: 'It rises.' }, [], '', 'embedded').headline).to.equal('It rises.');
    expect(claimView({ ...claim, inBrief: '+2.91 dB' }, [], '', 'embedded').inBrief).to.equal('+2.91 dB');
  });

  it('has an outcome a tier, of its own verdicts alone', () => {
    const other = {
      ...verdict('imported', 'a', 'reproduced', [criterion('x', 'reproduced', 7)]),
      claim: 'C2',
    };
    const { tiers, verdicts: seen } = claimView(claim, [other, ...verdicts], '', 'embedded');
    expect(Object.fromEntries(tiers.map(({ tier, outcome }) => [tier, outcome]))).to.include({
      record: 'reproduced',
      embedded: 'not reproduced',
    });
    expect(tiers.find(({ tier }) => tier === 'imported')!.outcome).to.not.equal('reproduced');
    expect(seen).to.have.length(3);
    const unnamed = claimView(claim, [verdict('record', 'none such', 'reproduced', [])], '', 'embedded');
    expect(unnamed.verdicts[0]!.says).to.equal('');
  });
});
