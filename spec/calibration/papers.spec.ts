import { expect } from 'chai';
import { judgeErrors } from '../../harness/report/judge-errors.ts';
import { known } from './known.ts';
import { paper, refusesUnlikeArms } from './papers.ts';
import { lettersOf } from './verdict-table.ts';

describe('verdicts on papers whose truth is known', () => {
  it('are given again as golden/known-papers.json has them, on four papers', () => {
    for (const k of [1, 7, 35, 299])
      expect(lettersOf(paper(k, known.truths)), `paper ${k}`).to.equal(known.outcomes[k]);
  });

  it('are refused where an arm lacks an image', () => {
    expect(known.unlikeArms).to.deep.equal({ papers: 16, refused: 16 });
    expect(refusesUnlikeArms(3)).to.equal(true);
  });

  it('are falsely reproduced, and falsely not reproduced, in at most 5 of 100 claims, where procedures heed subjects', () => {
    for (const { comparator, misled, falselyReproduced, falselyNotReproduced } of judgeErrors(known.claims)) {
      if (misled) continue;
      const most = allowed[comparator] ?? { reproduced: 0.05, notReproduced: 0.05 };
      expect(falselyReproduced.count / falselyReproduced.of, comparator).to.be.at.most(most.reproduced);
      expect(falselyNotReproduced.count / falselyNotReproduced.of, comparator).to.be.at.most(
        most.notReproduced,
      );
    }
  });
});

/**
 * A range that a 95 % interval meets is compatible with it, not shown: one in twenty intervals misses a true range, and a
 * false one within the interval's reach is met.
 */
const allowed: Readonly<Record<string, { readonly reproduced: number; readonly notReproduced: number }>> = {
  overlaps: { reproduced: 0.12, notReproduced: 0.07 },
};
