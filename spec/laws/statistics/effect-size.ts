import { expect } from 'chai';
import { normalCdf } from '../../../harness/numeric/normal.ts';
import type { Procedure } from '../../../harness/statistics/procedure.ts';
import { covers, pairs } from './coverage.ts';
import { law } from './law.ts';
import { expectSame, mapped, mirrored, run, swapped } from './sample.ts';

/** The laws of effect sizes. */
export function effectSize(procedure: Procedure): void {
  law('changes sign when the arms are swapped', (sample) => {
    const other = run(procedure, swapped(sample));
    for (const [name, { value, ci95, interval }] of Object.entries(run(procedure, sample))) {
      expectSame(other[name], { value: -value, ci95: mirrored(ci95), interval }, name);
    }
  });
  law('is unchanged when both arms are shifted together or scaled by a positive factor', (sample) => {
    expectSame(
      run(
        procedure,
        mapped(sample, (v) => 8 * v + 3),
      ),
      run(procedure, sample),
    );
  });
  law('lies within its interval', (sample) => {
    for (const [name, { value, ci95 }] of Object.entries(run(procedure, sample))) {
      expect(value, name).to.be.within(ci95[0], ci95[1]);
    }
  });
  const wanted = {
    dz: 0.7 / Math.sqrt(0.8),
    dav: 0.7,
    rankBiserial: 2 * normalCdf(0.7 / Math.sqrt(0.4)) - 1,
  };
  covers(procedure, 'of the pairs, 40 of correlation 0.6', {
    draw: (random) => pairs(random, { n: 40, shift: 0.7, rho: 0.6 }),
    intervals: (result) =>
      Object.fromEntries(Object.entries(wanted).map(([name, d]) => [name, [result[name].ci95, d]])),
    runs: 250,
    slack: 0.01,
  });
  covers(procedure, 'of independent arms, 20 each', {
    draw: (random) => pairs(random, { n: 20, shift: 0.7 }),
    intervals: ({ pooled, hedgesG }) => ({ pooled: [pooled.ci95, 0.7], hedgesG: [hedgesG.ci95, 0.7] }),
    runs: 250,
  });
  covers(procedure, 'of ranks that nearly agree, 30 pairs', {
    draw: (random) => pairs(random, { n: 30, shift: 1.5, rho: 0.5 }),
    intervals: ({ rankBiserial }) => ({
      rankBiserial: [rankBiserial.ci95, 2 * normalCdf(1.5 * Math.SQRT2) - 1],
    }),
    runs: 250,
    slack: 0.01,
  });
}
