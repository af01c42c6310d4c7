import { expect } from 'chai';
import type { Procedure, Sample } from '../../../harness/statistics/procedure.ts';
import { law } from './law.ts';
import { expectSame, mapped, run } from './sample.ts';

/** The laws of a Pareto front. */
export function front(procedure: Procedure): void {
  const at = ({ ids, x, y }: Sample, id: string) => [x[ids.indexOf(id)]!, -y![ids.indexOf(id)]!] as const;

  law('has points that trade one column for the other, and no point behind it that is as good', (sample) => {
    const { onFront, behind } = run(procedure, sample);
    const on = sample.ids.filter((id) => onFront[id].value === 1);
    expect(on).to.not.be.empty;
    for (const [i, first] of on.entries()) {
      for (const second of on.slice(i + 1)) {
        const [[a, b], [c, d]] = [at(sample, first), at(sample, second)];
        expect((a - c) * (b - d)).to.be.at.most(0);
      }
    }
    expect(Object.keys(behind)).to.have.members(sample.ids.filter((id) => onFront[id].value === 0));
    for (const [id, better] of Object.entries(behind as Record<string, string[]>)) {
      expect(better).to.not.be.empty;
      for (const other of better) {
        const [[a, b], [c, d]] = [at(sample, other), at(sample, id)];
        expect(a >= c && b >= d && onFront[other].value === 1).to.equal(true);
      }
    }
  });
  law('is unchanged by a shift and a positive scale', (sample) => {
    const moved = mapped(sample, (v) => 4 * v - 3);
    expectSame(run(procedure, moved), run(procedure, sample));
  });
  law('is the same upside down, with the directions turned', (sample) => {
    const turned = run(
      procedure,
      mapped(sample, (v) => -v),
      { x: 'lower', y: 'higher' },
    );
    expectSame(turned['onFront'], run(procedure, sample)['onFront']);
  });
  law('is as sure of the front as the observations behind the points', (sample) => {
    const { ids, x, y } = sample;
    // Of each point two observations: alike, they leave no doubt; far apart, they leave doubt on every point.
    const spread = (by: number): Sample => ({
      ...sample,
      behind: {
        clusters: ['a', 'b'],
        x: Array.from(x, (v) => Float64Array.of(v - by, v + by)),
        y: Array.from(y!, (v, i) => Float64Array.of(v - by * i, v + by * i)),
      },
    });
    const sure = run(procedure, spread(0));
    for (const id of ids) {
      const { value, ci95 } = sure['onFront'][id];
      expect(ci95).to.deep.equal([value, value]);
    }
    const unsure = run(procedure, spread(1000))['onFront'];
    expect(ids.some((id) => unsure[id].ci95[0] === 0 && unsure[id].ci95[1] === 1)).to.equal(true);
  });
}
