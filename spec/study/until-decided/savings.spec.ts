import { expect } from 'chai';
import type { Stage } from '../../../harness/pipeline/stage.ts';
import { savingsOf } from '../../../harness/study/until-decided/savings.ts';

const stage = (key: string, flop: number, more: Partial<Stage> = {}) =>
  ({ key, kind: 'denoise', flop, work: 10, ...more }) as Stage;

describe('what stopping saved', () => {
  it('is the stages that were not taken: their number, calls of denoisers and hours at the speed given', () => {
    const all = [
      stage('a', 36e9, { calls: 10 } as Partial<Stage>),
      stage('b', 72e9),
      stage('c', 3600e9, { work: 4, calls: 4 } as Partial<Stage>),
      stage('d', 7200e9, { work: 7, calls: 7 } as Partial<Stage>),
      stage('e', 3600e9),
    ];
    expect(savingsOf(all.slice(0, 2), all, 1e9)).to.deep.equal({
      taken: { stages: 2, calls: 10, hours: 0.03 },
      saved: { stages: 3, calls: 11, hours: 4 },
    });
    expect(savingsOf(all, all, 1e9).saved).to.deep.equal({ stages: 0, calls: 0, hours: 0 });
    // Where nothing was measured, at 55 GFLOP/s.
    expect(savingsOf(all, all).taken.hours).to.be.closeTo(14508 / 55 / 3600, 1e-12);
  });
});
