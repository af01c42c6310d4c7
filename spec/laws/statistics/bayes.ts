import { expect } from 'chai';
import { stream } from '../../../harness/numeric/stream.ts';
import type { Procedure } from '../../../harness/statistics/procedure.ts';
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
  it('has an expectation of 1 where its alternative is false: it cannot mislead often', () => {
    const random = stream(41, 'bayes');
    const runs = 4000;
    const factors = Array.from({ length: runs }, () => run(procedure, pairs(random, { n: 20 }))['bf10']);
    // P(BF >= 10) <= 1/10 by Markov's inequality, far below here; factors ten times too large break it.
    const misled = (by: number) => factors.filter((factor) => by * factor >= 10).length / runs;
    expect(misled(1)).to.be.below(0.02);
    expect(misled(30)).to.be.above(0.1);
    // Most data of no difference speak for none.
    expect(factors.filter((factor) => factor < 1).length / runs).to.be.above(0.85);
  });
}
