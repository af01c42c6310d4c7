import { expect } from 'chai';
import { type Sign, signWords } from '../../harness/record/scores/sign-words.ts';
import { forgeries } from './forged-scores.ts';
import { measuredScores } from './measured-scores.ts';
import { signsOf } from './signs-of.ts';

describe('signs that scores were made up', () => {
  it('are not seen in 100 pairs of arms that were measured', () => {
    for (let seed = 50_000; seed < 50_100; seed++)
      expect([...signsOf(measuredScores(seed))], `seed ${seed}`).to.deep.equal([]);
  });

  for (const sign of Object.keys(signWords) as Sign[]) {
    it(`${sign}: seen in most of 10 forgeries`, () => {
      const seeds = Array.from({ length: 10 }, (_, seed) => seed + 60_000);
      const found = seeds.filter((seed) => signsOf(forgeries[sign](measuredScores(seed), seed)).has(sign));
      expect(found.length).to.be.above(3);
    });
  }
});
