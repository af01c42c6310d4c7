import { expect } from 'chai';
import { stream } from '../../../harness/numeric/stream.ts';
import type { Procedure } from '../../../harness/statistics/procedure.ts';
import { allowsShare, expectShare } from '../../by-chance.ts';
import { pairs } from './coverage.ts';
import { law } from './law.ts';
import { expectSame, mapped, run, swapped } from './sample.ts';

/** The laws of a Bayes factor of two hypotheses about a mean. */
export function bayes(procedure: Procedure): void {
  law('is unchanged when the arms are swapped, shifted together or scaled', (sample) => {
    const { bf10 } = run(procedure, sample);
    expectSame(run(procedure, swapped(sample))['bf10'], bf10);
    const changed = mapped(sample, (v) => 4 * v - 17);
    expectSame(run(procedure, changed)['bf10'], bf10);
  });
  law('is its logarithm, and rises with |t| at one n', (sample) => {
    const [one, other] = [sample, { ...sample, x: sample.x.map((v, i) => 2 * v - sample.y![i]) }].map(
      (each) => run(procedure, each),
    );
    expectSame(Math.log10(one!['bf10']), one!['log10bf10']);
    const [low, high] = [one!, other!].sort((a, b) => Math.abs(a['t']) - Math.abs(b['t']));
    expect(low!['log10bf10']).to.be.at.most(high!['log10bf10'] + 1e-12);
  });
  it('is as often great and small as chance has it where there is no difference', () => {
    const random = stream(41, 'bayes');
    const runs = 4000;
    const factors = Array.from({ length: runs }, () => run(procedure, pairs(random, { n: 20 }))['bf10']);
    // pingouin's bayesfactor_ttest is 10, 1 and 1/3 at |t| = 3.21917, 1.87262 and 0.90203; SciPy's t, 19 df, beyond.
    for (const [least, share] of [
      [10, 0.0045158],
      [1, 0.0765926],
      [1 / 3, 0.3783344],
    ] as const) {
      const beyond = (by: number) => factors.filter((factor) => by * factor >= least).length;
      expectShare(beyond(1), runs, [share, share], `at least ${least}`, 3);
      // The control: factors three times too great are seen.
      expect(allowsShare(beyond(3), runs, [share, share], 3)).to.equal(false);
    }
  });
}
