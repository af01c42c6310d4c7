import { expect } from 'chai';
import fc from 'fast-check';
import { claimOutcome } from '../../harness/claims/claim-outcome.ts';
import { type Outcome, outcomeWords } from '../../harness/claims/verdict.ts';

describe('the outcome of a claim in a tier', () => {
  const of = (...outcomes: Outcome[]) => claimOutcome(outcomes.map((outcome) => ({ outcome })));
  const outcome = fc.constantFrom(...(Object.keys(outcomeWords) as Outcome[]));

  it('is that of its worst part; parts that nothing could test decide nothing', () => {
    expect(of('reproduced', 'untestable')).to.deep.include({
      outcome: 'reproduced',
      alike: 1,
      tested: 1,
      parts: 2,
    });
    expect(of('reproduced', 'inconclusive', 'reproduced')).to.deep.include({
      outcome: 'inconclusive',
      alike: 1,
    });
    expect(of('not reproduced', 'reproduced')).to.deep.include({
      outcome: 'not reproduced',
      alike: 1,
      tested: 2,
    });
    expect(of('untestable', 'untestable')).to.deep.include({ outcome: 'untestable', alike: 2, tested: 0 });
    expect(of()).to.deep.include({ outcome: 'untestable', parts: 0 });
  });

  it('is reproduced only where no part says otherwise, whatever their order, and counts its parts', () => {
    fc.assert(
      fc.property(fc.array(outcome), (outcomes) => {
        const found = of(...outcomes);
        const tested = outcomes.filter((each) => each !== 'untestable');
        expect(of(...outcomes.toReversed())).to.deep.equal(found);
        expect(found.outcome === 'reproduced').to.equal(
          tested.length > 0 && tested.every((each) => each === 'reproduced'),
        );
        expect(found.outcome === 'untestable').to.equal(tested.length === 0);
        expect(found.alike).to.equal(outcomes.filter((each) => each === found.outcome).length);
        expect([found.tested, found.parts]).to.deep.equal([tested.length, outcomes.length]);
      }),
    );
  });

  it('is provisional where a part that decided it rests on a part of the data', () => {
    const part = (outcome: Outcome, provisional?: string) => ({
      outcome,
      ...(provisional && { provisional }),
    });
    expect(claimOutcome([part('reproduced', 'rests on 3 of 9'), part('reproduced')]).provisional).to.equal(
      true,
    );
    expect(
      claimOutcome([part('reproduced', 'rests on 3 of 9'), part('not reproduced')]).provisional,
    ).to.equal(false);
  });
});
