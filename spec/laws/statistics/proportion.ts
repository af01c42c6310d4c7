import type { Procedure } from '../../../harness/statistics/procedure.ts';
import { covers, pairs } from './coverage.ts';
import { law } from './law.ts';
import { expectSame, rateSamples, run, swapped } from './sample.ts';

/** The laws of a comparison of rates. */
export function proportion(procedure: Procedure): void {
  law(
    'changes sign when the arms are swapped',
    (sample) => {
      const [one, other] = [run(procedure, sample), run(procedure, swapped(sample))];
      expectSame(
        [other['difference'], other['h'].value, other['independent'].z, other['clustered'].value],
        [-one['difference'], -one['h'].value, -one['independent'].z, -one['clustered'].value],
      );
    },
    rateSamples,
  );
  law(
    'grows its z with the root of the trials, and leaves the clustered comparison alone',
    (sample) => {
      const [one, four] = [run(procedure, sample, { trials: 100 }), run(procedure, sample, { trials: 400 })];
      expectSame(four['independent'].z, 2 * one['independent'].z);
      expectSame(four['clustered'], one['clustered']);
    },
    rateSamples,
  );
  covers(procedure, 'the clustered difference, 20 subjects with three images each', {
    draw: (random) => {
      const sample = pairs(random, { n: 60, size: 3, shared: 0.7 });
      const near = (rate: number) => (v: number) => rate + 0.02 * Math.max(-4, Math.min(4, v));
      return { ...sample, x: sample.x.map(near(0.3)), y: sample.y!.map(near(0.25)) };
    },
    intervals: ({ clustered }) => ({ difference: [clustered.ci95, 0.05] }),
  });
}
