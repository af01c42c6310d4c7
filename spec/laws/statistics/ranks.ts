import { expect } from 'chai';
import { stream } from '../../../harness/numeric/stream.ts';
import type { Procedure, Sample } from '../../../harness/statistics/procedure.ts';
import { expectShare } from '../../by-chance.ts';
import { covers, pairs } from './coverage.ts';
import { law } from './law.ts';
import { expectSame, groupSamples, run } from './sample.ts';

/** The laws of a test of two groups by ranks. */
export function ranks(procedure: Procedure): void {
  law(
    'is mirrored when the groups are exchanged',
    (sample) => {
      const exchanged: Sample = { ...sample, y: sample.y!.map((mark) => 1 - mark) };
      const [one, other] = [run(procedure, sample), run(procedure, exchanged)];
      expectSame(other['p'], { ...one['p'], greater: one['p'].less, less: one['p'].greater });
      expectSame(other['auc'].value, 1 - one['auc'].value);
      expectSame([other['z'], other['auc'].standardError], [-one['z'], one['auc'].standardError]);
      expectSame(one['u'] + other['u'], one['sizes'][0] * one['sizes'][1]);
    },
    groupSamples,
  );
  law(
    'looks at the order of the values alone',
    (sample) => {
      const bent = { ...sample, x: sample.x.map((v) => v ** 3 + v) };
      expectSame(run(procedure, bent), run(procedure, sample));
    },
    groupSamples,
  );
  it('has p values as often below a level as the level says, and exact ones no more often', () => {
    const random = stream(31, 'ranks');
    const runs = 4000;
    const below = { exact: 0, asymptotic: 0, halved: 0 };
    for (let k = 0; k < runs; k++) {
      const sample = {
        ...pairs(random, { n: 24 }),
        y: Float64Array.from({ length: 24 }, (_, i) => Number(i < 10)),
      };
      const exact = run(procedure, sample, { method: 'exact', correction: false })['p'].twoSided;
      below.exact += Number(exact <= 0.05);
      below.halved += Number(exact / 2 <= 0.05);
      below.asymptotic += Number(run(procedure, sample)['p'].twoSided <= 0.05);
    }
    for (const method of ['exact', 'asymptotic'] as const)
      expectShare(below[method], runs, [0.042, 0.05], method, 2);
    // The control: a p that is half of what it should be is seen.
    expect(() => expectShare(below.halved, runs, [0.042, 0.05], 'halved', 2)).to.throw('promised a share');
  });
  covers(procedure, 'the area under the curve, groups of 40 and 30', {
    draw: (random) => {
      const sample = pairs(random, { n: 70 });
      const y = sample.x.map((_, i) => Number(i < 40));
      return { ...sample, y, x: sample.x.map((v, i) => v + y[i]) };
    },
    // P(X > Y) of normal values a standard deviation apart: Phi(1 / sqrt 2).
    intervals: ({ auc }) => ({ auc: [auc.ci95, 0.7602499389065233] }),
    slack: 0.01,
  });
}
