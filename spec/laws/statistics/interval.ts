import type { Procedure } from '../../../harness/statistics/procedure.ts';
import { covers, pairs } from './coverage.ts';
import { law } from './law.ts';
import { expectSame, mapped, mirrored, optionsFor, run, swapped } from './sample.ts';

/** The laws of the interval of a difference. */
export function interval(procedure: Procedure): void {
  law('is mirrored when the arms are swapped', (sample) => {
    const [one, other] = [run(procedure, sample), run(procedure, swapped(sample))];
    expectSame([other['mean'], other['ci95']], [-one['mean'], mirrored(one['ci95'])]);
  });
  law('moves with a shift of one arm and stretches with a scale of both', (sample) => {
    const { mean, ci95, standardError } = run(procedure, sample);
    const moved = run(procedure, { ...sample, x: sample.x.map((v) => v + 5) });
    expectSame([moved['mean'], moved['ci95']], [mean + 5, ci95.map((end: number) => end + 5)]);
    const scaled = run(
      procedure,
      mapped(sample, (v) => 4 * v),
    );
    expectSame(scaled['standardError'], 4 * standardError);
    expectSame(
      scaled['ci95'],
      ci95.map((end: number) => 4 * end),
    );
  });
  law('is unchanged by a shift of both arms', (sample) => {
    expectSame(
      run(
        procedure,
        mapped(sample, (v) => v - 9),
      )['ci95'],
      run(procedure, sample)['ci95'],
    );
  });
  covers(procedure, 'of the mean difference, 50 pairs', {
    draw: (random) => pairs(random, { n: 50, shift: 0.3, rho: 0.5 }),
    intervals: ({ ci95 }) => ({ mean: [ci95, 0.3] }),
    given: 'resamples' in procedure.options ? { resamples: 300 } : {},
    // A percentile interval of 50 falls short by about one sample in a hundred.
    slack: 0.015,
  });
  if (!procedure.clusters(optionsFor(procedure))) return;
  covers(procedure, 'of the mean difference, 30 subjects with three pairs each', {
    draw: (random) => pairs(random, { n: 90, shift: 0.3, size: 3, shared: 0.6 }),
    intervals: ({ ci95 }) => ({ mean: [ci95, 0.3] }),
    given: 'resamples' in procedure.options ? { resamples: 300 } : {},
    slack: 0.025,
  });
}
