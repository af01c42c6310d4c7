import { expect } from 'chai';
import type { Procedure, Sample } from '../../../harness/statistics/procedure.ts';
import { law } from './law.ts';
import { expectSame, mapped, run } from './sample.ts';

/** The laws of a Pareto front. */
export function front(procedure: Procedure): void {
  const at = ({ ids, x, y }: Sample, id: string) => [x[ids.indexOf(id)]!, -y![ids.indexOf(id)]!] as const;

  law('has points that trade one column for the other, and no point behind it that is as good', (sample) => {
    const { onFront, behind } = run(procedure, sample);
    const on = sample.ids.filter((id) => onFront[id] === 1);
    expect(on).to.not.be.empty;
    for (const [i, first] of on.entries()) {
      for (const second of on.slice(i + 1)) {
        const [[a, b], [c, d]] = [at(sample, first), at(sample, second)];
        expect((a - c) * (b - d)).to.be.at.most(0);
      }
    }
    expect(Object.keys(behind)).to.have.members(sample.ids.filter((id) => onFront[id] === 0));
    for (const [id, better] of Object.entries(behind as Record<string, string[]>)) {
      expect(better).to.not.be.empty;
      for (const other of better) {
        const [[a, b], [c, d]] = [at(sample, other), at(sample, id)];
        expect(a >= c && b >= d && onFront[other] === 1).to.equal(true);
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
}
