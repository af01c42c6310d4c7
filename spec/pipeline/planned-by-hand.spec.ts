import { readFileSync } from 'node:fs';
import { expect } from 'chai';
import { planExperiment } from '../../harness/pipeline/plan/experiment.ts';
import { planByHand, type plannedByHand } from './planned-by-hand.ts';

const kept = JSON.parse(
  readFileSync(new URL('../../golden/plans.json', import.meta.url), 'utf8'),
) as ReturnType<typeof plannedByHand>;

describe('plans of declarations made by hand', () => {
  for (const name of Object.keys(kept))
    it(`of ${name} are those that were looked at: where another look is meant, npm run schemas`, () => {
      expect(JSON.parse(JSON.stringify(planByHand(planExperiment, name)))).to.deep.equal(kept[name]);
    });
});
