import { expect } from 'chai';
import fc from 'fast-check';
import type { Procedure, Sample } from '../../../harness/statistics/procedure.ts';
import { runs } from '../../runs.ts';
import { covers, pairs } from './coverage.ts';
import { law } from './law.ts';
import { expectSame, groupSamples, mirrored, run, sweeps } from './sample.ts';

/** The laws of a difference of independent groups. */
export function groups(procedure: Procedure): void {
  const exchanged = (sample: Sample): Sample => ({ ...sample, y: sample.y!.map((mark) => 1 - mark) });
  law(
    'is mirrored when the groups are exchanged',
    (sample) => {
      const [one, other] = [run(procedure, sample), run(procedure, exchanged(sample))];
      expectSame([other['mean'], other['ci95']], [-one['mean'], mirrored(one['ci95'])]);
      expectSame(other['p'], { ...one['p'], greater: one['p'].less, less: one['p'].greater });
    },
    groupSamples,
  );
  law(
    'moves with a shift of one group, not with one of both, and stretches with a scale',
    (sample) => {
      const { mean, ci95, df } = run(procedure, sample);
      const moved = run(procedure, { ...sample, x: sample.x.map((v, i) => v + 5 * sample.y![i]!) });
      expectSame([moved['mean'], moved['ci95']], [mean + 5, ci95.map((end: number) => end + 5)]);
      const scaled = run(procedure, { ...sample, x: sample.x.map((v) => 4 * v - 3) });
      expectSame([scaled['mean'], scaled['df']], [4 * mean, df]);
      expectSame(
        scaled['ci95'],
        ci95.map((end: number) => 4 * end),
      );
    },
    groupSamples,
  );
  covers(procedure, 'groups of 24 and 16 subjects with two images each', {
    draw: (random) => {
      const sample = pairs(random, { n: 80, size: 2, shared: 0.6 });
      const y = sample.x.map((_, i) => Number(i < 48));
      return { ...sample, y, x: sample.x.map((v, i) => 0.4 * y[i] + v * (y[i] ? 1 : 2)) };
    },
    intervals: ({ ci95 }) => ({ mean: [ci95, 0.4] }),
  });
}

/** The laws of a conclusion along a sweep. */
export function sweep(procedure: Procedure): void {
  const margins = fc.double({ min: 0, max: 8, noNaN: true });
  const inMargins = (title: string, check: (sample: Sample, margin: number) => void) =>
    it(title, () => fc.assert(fc.property(sweeps, margins, check), { numRuns: runs(40) }));
  inMargins(
    'keeps to the range of the sweep around the place, and a flip is as far as it says',
    (s, margin) => {
      const { from, to, distance } = run(procedure, s, { margin });
      expect([from, 0, to]).to.deep.equal([from, 0, to].toSorted((a, b) => a - b));
      if (distance !== null) expectSame(Math.min(distance, -from, to), distance);
      else expectSame([from, to], [Math.min(...s.x), Math.max(...s.x)]);
    },
  );
  inMargins('finds the same stretch upside down, on the other side', (s, margin) => {
    const [one, other] = [s, { ...s, y: s.y!.map((v) => -v) }].map((each) =>
      run(procedure, each, { margin }),
    );
    expectSame(
      [other!['from'], other!['to'], other!['side'] + 0],
      [one!['from'], one!['to'], 0 - one!['side']],
    );
  });
  inMargins('flips nowhere within the stretch', (s, margin) => {
    const { from, to, side } = run(procedure, s, { margin });
    for (const place of s.x.filter((x) => x > from && x < to)) {
      expect(run(procedure, s, { margin, at: place })['side']).to.equal(side);
    }
  });
}
