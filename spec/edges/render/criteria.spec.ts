import { expect } from 'chai';
import type { CriterionResult } from '../../../harness/claims/verdict.ts';
import { criterionRows } from '../../../harness/edges/render/criteria.ts';

const one = (change: Partial<CriterionResult> = {}): CriterionResult => ({
  label: 'the gap is the same',
  quantity: 'Gap at T = 100 less that at T = 50',
  group: 'knee',
  outcome: 'reproduced',
  observed: { value: 1.8, interval: [1.573, 1.977] },
  unit: 'dB',
  expected: 'within -0.15 .. 0.15',
  reason: 'the interval 1.573 .. 1.977 is within -0.15 .. 0.15',
  ...change,
});

const reasonsOf = (...changes: readonly Partial<CriterionResult>[]) =>
  criterionRows(changes.map(one)).map(({ reason }) => reason);

describe('comparisons in the table of a verdict', () => {
  it('have no reason that repeats the row, and keep one that says more or something else', () => {
    expect(
      reasonsOf(
        {},
        { reason: 'the interval -1e-7 .. 0.2 is not within -0.15 .. 0.15' },
        { expected: 'above 0.5', reason: 'the value 0.03458 is not above 0.5' },
      ),
    ).to.eql(['', '', '']);
    const kept = [
      'the interval 0.1 .. 0.2 is neither within -0.15 .. 0.15 nor clear of it',
      'the interval 1 .. 2 is within -0.15 .. 0.15; about 800 images like these would decide it',
      'the interval 1 .. 2 is within -0.15 .. 0.2',
      'the interval 1 .. 2 of the record is within -0.15 .. 0.15',
    ];
    expect(reasonsOf(...kept.map((reason) => ({ reason })))).to.eql(kept);
    const { observed: _, ...unseen } = one();
    expect(criterionRows([unseen])[0]!.reason).to.equal(one().reason);
  });

  it('share a heading where they follow each other with one quantity that is asked one thing', () => {
    const rows = criterionRows(
      [{}, { group: 'brain' }, { label: 'another' }, { group: 'chest' }, { group: 'brain' }].map(one),
    );
    expect(rows.map(({ first, span }) => [first, span])).to.eql([
      [true, 2],
      [false, undefined],
      [true, undefined],
      [true, 2],
      [false, undefined],
    ]);
    expect(rows.map(({ group }) => group)).to.eql(['knee', 'brain', 'knee', 'chest', 'brain']);
  });
});
