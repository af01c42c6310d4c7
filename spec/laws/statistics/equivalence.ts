import { expect } from 'chai';
import fc from 'fast-check';
import { stream } from '../../../harness/numeric/stream.ts';
import type { Procedure } from '../../../harness/statistics/procedure.ts';
import { expectShare } from '../../by-chance.ts';
import { runs } from '../../runs.ts';
import { covers, pairs } from './coverage.ts';
import { law } from './law.ts';
import { expectSame, mapped, rateSamples, run, samples, swapped } from './sample.ts';

/** The laws of two one-sided tests. */
export function equivalence(procedure: Procedure): void {
  for (const quantity of ['mean', 'median', 'h']) {
    const of = quantity === 'h' ? rateSamples : samples;
    const margins = fc.double({ min: 0.01, max: 5, noNaN: true });
    it(`never passes where the interval leaves the margin, and passes only below 5 % (${quantity})`, () => {
      fc.assert(
        fc.property(of, margins, (sample, margin) => {
          const { equivalent, ci90, p } = run(procedure, sample, { quantity, margin });
          if (equivalent) expect(Math.max(-ci90[0], ci90[1])).to.be.below(margin);
          if (equivalent) expect(p).to.be.below(0.05);
          if (quantity !== 'median') expect(equivalent).to.equal(Math.max(-ci90[0], ci90[1]) < margin);
        }),
      );
    });
    it(`is the same for swapped arms, and easier with a wider margin (${quantity})`, () => {
      fc.assert(
        fc.property(of, margins, (sample, margin) => {
          const one = run(procedure, sample, { quantity, margin });
          const other = run(procedure, swapped(sample), { quantity, margin });
          expectSame([other['value'], other['p']], [-one['value'], one['p']]);
          const wider = run(procedure, sample, { quantity, margin: 1.5 * margin });
          expect(wider['power']).to.be.at.least(one['power'] - 1e-12);
          if (quantity !== 'median') expect(wider['p']).to.be.at.most(one['p'] + 1e-12);
        }),
        { numRuns: runs(30) },
      );
    });
  }
  covers(procedure, 'the 90 % interval of the mean', {
    draw: (random) => pairs(random, { n: 30, shift: 0.4, rho: 0.5 }),
    intervals: ({ ci90 }) => ({ mean: [ci90, 0.4] }),
    given: { quantity: 'mean' },
    confidence: 0.9,
    runs: 300,
  });
  covers(procedure, 'the 90 % interval of the median', {
    draw: (random) => pairs(random, { n: 30, shift: 0.4, rho: 0.5 }),
    intervals: ({ ci90 }) => ({ median: [ci90, 0.4] }),
    given: { quantity: 'median' },
    confidence: 0.9,
    runs: 300,
  });
  it('passes at most 5 % of samples whose true difference is the margin', () => {
    const random = stream(29, 'equivalence at the margin');
    for (const quantity of ['mean', 'median']) {
      const passed = Array.from({ length: 300 }, () =>
        run(procedure, pairs(random, { n: 30, shift: 1, rho: 0.5 }), { quantity, margin: 1 }),
      ).filter(({ equivalent }) => equivalent).length;
      expectShare(passed, 300, [0.03, 0.05], quantity, 2);
    }
  });
}

/** The laws of what data could have shown. */
export function power(procedure: Procedure): void {
  law('detects less with less power asked for, and with a larger error rate', (sample) => {
    const { detectable, detectableMargin } = run(procedure, sample);
    expect(run(procedure, sample, { power: 0.5 })['detectable']).to.be.below(detectable);
    expect(run(procedure, sample, { alpha: 0.2 })['detectable']).to.be.below(detectable);
    expect(run(procedure, sample, { power: 0.5 })['detectableMargin']).to.be.below(detectableMargin);
  });
  law('scales with the data, and does not mind a shift or swapped arms', (sample) => {
    const { detectable } = run(procedure, sample);
    expectSame(
      run(
        procedure,
        mapped(sample, (v) => 4 * v + 1),
      )['detectable'],
      4 * detectable,
    );
    expectSame(run(procedure, swapped(sample))['detectable'], detectable);
  });
}
