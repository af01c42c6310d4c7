import { expect } from 'chai';
import { asked } from '../calibration/asked.ts';
import { coverageIn } from '../calibration/coverage.ts';
import { known } from '../calibration/known.ts';
import { measured, truthsIn } from '../calibration/measured.ts';
import { paper } from '../calibration/papers.ts';
import { lettersOf } from '../calibration/verdict-table.ts';
import { worlds } from '../calibration/worlds.ts';

/** Those whose draws take minutes: `npm run calibrate` alone counts them. */
const dear = ['replicates', 'screening'];

describe('what is measured of intervals and verdicts', () => {
  for (const [i, one] of asked.entries()) {
    if (dear.includes(one.procedure) || one.population !== undefined) continue;
    const world = worlds[i % worlds.length]!;
    it(`is counted again: ${one.procedure} ${JSON.stringify(one.options ?? {})} with ${world.said}`, () => {
      const counted = coverageIn(one, world, one.samples ?? measured().samples, truthsIn(one, world.id));
      for (const row of measured().intervals) {
        if (
          row.procedure !== one.procedure ||
          JSON.stringify(row.options) !== JSON.stringify(one.options ?? {})
        )
          continue;
        if (row.worlds[world.id])
          expect(counted[row.interval], row.interval).to.deep.equal(row.worlds[world.id]);
      }
    });
  }

  it('is judged again: every fifth paper', () => {
    for (let k = 0; k < known.papers; k += 5) {
      expect(lettersOf(paper(k, known.truths)), `paper ${k}`).to.equal(known.outcomes[k]);
    }
  });
});
