import { expect } from 'chai';
import type { Procedure } from '../../../harness/statistics/procedure.ts';
import { covers, pairs } from './coverage.ts';
import { law } from './law.ts';
import { expectSame, mapped, run, swapped } from './sample.ts';

const forms = ['icc1', 'icc2', 'icc3', 'icc1k', 'icc2k', 'icc3k'];

/** The laws of intraclass correlations. */
export function reliability(procedure: Procedure): void {
  law('is the same when the measurements are swapped, shifted together or scaled', (sample) => {
    const { n: _, ...wanted } = run(procedure, sample);
    for (const changed of [swapped(sample), mapped(sample, (v) => 4 * v - 17)]) {
      const { n: __, ...found } = run(procedure, changed);
      expectSame(found, wanted);
    }
  });
  law('minds a shift of one measurement in agreement, and not in consistency', (sample) => {
    const moved = { ...sample, x: sample.x.map((v) => v + 64) };
    const [one, other] = [run(procedure, sample), run(procedure, moved)];
    expectSame([other['icc3'].value, other['icc3k'].ci95], [one['icc3'].value, one['icc3k'].ci95]);
    expect(Math.abs(other['icc2'].value)).to.be.below(Math.max(0.3, Math.abs(one['icc2'].value)));
  });
  law(
    'lies within its intervals, and that of the mean of both above that of one where either is positive',
    (sample) => {
      const result = run(procedure, sample);
      for (const form of forms) {
        const { value, ci95 } = result[form];
        expect(ci95[0], form).to.be.at.most(value + 1e-9);
        expect(ci95[1], form).to.be.at.least(value - 1e-9);
      }
      for (const form of ['icc1', 'icc2', 'icc3']) {
        if (result[form].value > 0) expect(result[`${form}k`].value).to.be.at.least(result[form].value);
      }
    },
  );
  covers(procedure, 'of 40 cases whose two measurements share half of their variance', {
    draw: (random) => {
      const sample = pairs(random, { n: 40 });
      const shared = sample.ids.map(() => random.normal());
      return {
        ...sample,
        x: sample.x.map((v, i) => v + shared[i]),
        y: sample.y!.map((v, i) => v + shared[i]),
      };
    },
    intervals: ({ icc1, icc2, icc3, icc3k }) => ({
      icc1: [icc1.ci95, 0.5],
      icc2: [icc2.ci95, 0.5],
      icc3: [icc3.ci95, 0.5],
      icc3k: [icc3k.ci95, 2 / 3],
    }),
    slack: 0.01,
  });
}
