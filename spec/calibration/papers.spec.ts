import { expect } from 'chai';
import { comparatorWords } from '../../harness/claims/comparator.ts';
import { judgeErrors } from '../../harness/report/judge-errors.ts';
import { known } from './known.ts';
import { paper, refusesUnlikeArms } from './papers.ts';
import { lettersOf } from './verdict-table.ts';

describe('verdicts on papers whose truth is known', () => {
  const heeding = judgeErrors(known.claims).filter(({ misled }) => !misled);

  it('are given again as golden/known-papers.json has them, on four papers', () => {
    for (const k of [1, 7, 35, 299])
      expect(lettersOf(paper(k, known.truths)), `paper ${k}`).to.equal(known.outcomes[k]);
  });

  it('are refused where an arm lacks an image', () => {
    expect(known.unlikeArms).to.deep.equal({ papers: 16, refused: 16 });
    expect(refusesUnlikeArms(3)).to.equal(true);
  });

  it('are falsely reproduced, and falsely not reproduced, in at most 5 of 100 claims, where procedures heed subjects', () => {
    expect(heeding.map(({ comparator }) => comparator)).to.have.members(Object.keys(comparatorWords));
    for (const { comparator, falselyReproduced, falselyNotReproduced } of heeding)
      for (const { count, of } of [falselyReproduced, falselyNotReproduced])
        expect(count / of, comparator).to.be.at.most(0.05);
  });

  it('are left open in at most 5 of 100 claims that the images there are would nearly always decide', () => {
    for (const { comparator, leftOpen } of heeding)
      expect(leftOpen.count / leftOpen.of, comparator).to.be.at.most(0.05);
  });
});
