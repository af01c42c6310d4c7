import { expect } from 'chai';
import { confusionDifferences } from './confusion-problems.ts';

describe('scores of two classes against mlscorecheck', () => {
  // All of them in spec/slow/confusion-all.spec.ts.
  it('are judged alike in every 40th of 12,000 random problems: single test sets, means over folds, MCC and kappa', () => {
    const { differ, found } = confusionDifferences(40);
    expect(differ).to.deep.equal([]);
    expect(found).to.be.within(50, 250);
  });
});
