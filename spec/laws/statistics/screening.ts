import { expect } from 'chai';
import type { Procedure, Sample } from '../../../harness/statistics/procedure.ts';
import { law } from './law.ts';
import { expectSame, run } from './sample.ts';

/** What holds for the choice of the best by a screening score. */
export function screeningLaws(procedure: Procedure): void {
  law('costs nothing where the screening score is an increasing function of the score', (sample) => {
    const { regret, chosen, best } = run(procedure, { ...sample, y: sample.x.map((v) => 2 * v ** 3 + v) });
    expectSame([regret.value, chosen], [0, best]);
  });
  law('costs the whole range where the two run against each other', (sample) => {
    const y = sample.x.map((v) => -v);
    const { regret } = run(procedure, { ...sample, y });
    expectSame(regret.value, Math.max(...y) - Math.min(...y));
  });
  law('scales with the score, and never costs less than nothing', (sample) => {
    const { regret, stake } = run(procedure, sample);
    expect(regret.value).to.be.at.least(0);
    const opposite = run(procedure, { ...sample, x: sample.x.map((v) => -v) });
    expectSame([opposite['regret'].value, opposite['stake'].value], [stake.value, regret.value]);
    const scaled = run(procedure, { ...sample, y: sample.y!.map((v) => 4 * v) });
    expectSame(scaled['regret'].value, 4 * regret.value);
  });
  law(
    'has an interval from the observations behind the points, of no width where they do not vary',
    (sample) => {
      const constant = (column: Float64Array) => Array.from(column, (v) => Float64Array.of(v, v, v, v));
      const behind = { clusters: ['a', 'b', 'c', 'c'], x: constant(sample.x), y: constant(sample.y!) };
      const { regret, hitRate } = run(procedure, { ...sample, behind } as Sample);
      expectSame(regret.ci95, [regret.value, regret.value]);
      expect(hitRate).to.equal(regret.value === 0 ? 1 : 0);
    },
  );
}
