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
    if (!one['components']) return;
    expectSame(other['components'].limits.lower.ci95, mirrored(one['components'].limits.upper.ci95));
    expectSame(other['components'].sd, Math.hypot(one['components'].between, one['components'].within));
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
  covers(procedure, 'limits of one new pair, 30 subjects of 1 to 5 pairs', {
    draw: (random) => {
      const sample = pairs(random, { n: 90, rho: 0 });
      const subject = sample.ids.map(
        (_, i) => Math.floor(Math.sqrt(8 * (i % 15) + 1) / 2 - 0.5) + 5 * Math.floor(i / 15),
      );
      const shared = Array.from({ length: 30 }, () => random.normal());
      return {
        ...sample,
        clusters: subject.map((g) => `s${g}`),
        x: sample.y!.map((v, i) => v + shared[subject[i]!]! + random.normal()),
      };
    },
    intervals: ({ components: { limits } }) => ({
      lower: [limits.lower.ci95, -1.96 * Math.SQRT2],
      upper: [limits.upper.ci95, 1.96 * Math.SQRT2],
    }),
    runs: 300,
    // Percentiles of 30 subjects fall short, as those of any spread.
    slack: 0.05,
  });
}
