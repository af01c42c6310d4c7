import { expect } from 'chai';
import type { Procedure } from '../../../harness/statistics/procedure.ts';
import { covers, pairs } from './coverage.ts';
import { law } from './law.ts';
import { expectSame, mirrored, run, swapped } from './sample.ts';

/** The laws of the agreement of two measurements. */
export function agreement(procedure: Procedure): void {
  law('has wider or narrower intervals, and the same values, where subjects repeat', (sample) => {
    const alone = run(procedure, { ...sample, clusters: sample.ids });
    const together = run(procedure, sample);
    expectSame(
      [together['bias'].value, together['limits'].upper.value, together['proportional']?.slope.value],
      [alone['bias'].value, alone['limits'].upper.value, alone['proportional']?.slope.value],
    );
    const { bias, limits } = together;
    for (const { ci95 } of [bias, limits.lower, limits.upper]) expect(ci95[0]).to.be.at.most(ci95[1]);
  });
  law('is mirrored when the arms are swapped', (sample) => {
    const [one, other] = [run(procedure, sample), run(procedure, swapped(sample))];
    expectSame([other['bias'].value, other['sd']], [-one['bias'].value, one['sd']]);
    expectSame(other['limits'].lower.value, -one['limits'].upper.value);
    expectSame(other['limits'].lower.ci95, mirrored(one['limits'].upper.ci95));
  });
  law('keeps its spread under a shift of one arm, which is bias', (sample) => {
    const [one, other] = [
      run(procedure, sample),
      run(procedure, { ...sample, x: sample.x.map((v) => v + 2) }),
    ];
    expectSame([other['bias'].value, other['sd']], [one['bias'].value + 2, one['sd']]);
  });
  covers(procedure, 'bias and limits of 40 pairs', {
    draw: (random) => pairs(random, { n: 40, shift: 0.3, rho: 0.5 }),
    intervals: ({ bias, limits }) => ({
      bias: [bias.ci95, 0.3],
      lower: [limits.lower.ci95, 0.3 - 1.96],
      upper: [limits.upper.ci95, 0.3 + 1.96],
    }),
    slack: 0.005,
  });
}
