import { expect } from 'chai';
import type { Procedure } from '../../../harness/statistics/procedure.ts';
import { law } from './law.ts';
import { expectSame, mapped, run, swapped } from './sample.ts';
import { uniformUnderNull } from './uniform.ts';

/** The laws of a test. */
export function test(procedure: Procedure): void {
  law('swaps its one-sided p values, and keeps the two-sided one, when the arms are swapped', (sample) => {
    const [one, other] = [run(procedure, sample), run(procedure, swapped(sample))];
    expectSame(other['p'], { ...one['p'], greater: one['p'].less, less: one['p'].greater });
  });
  law('is unchanged when both arms are shifted together or scaled by a positive factor', (sample) => {
    const result = run(procedure, sample);
    const changed = run(
      procedure,
      mapped(sample, (v) => 4 * v - 17),
    );
    expectSame(changed['p'], result['p']);
  });
  law('has p values in (0, 1] that agree with their logarithms', (sample) => {
    const { p, log10p } = run(procedure, sample);
    for (const side of ['twoSided', 'greater', 'less']) {
      expect(p[side]).to.be.within(Number.MIN_VALUE, 1);
      expect(Math.log10(p[side])).to.be.closeTo(log10p[side], 1e-12);
    }
  });
  law('shares out all ranks: W+ + W- = n (n + 1) / 2', (sample) => {
    const { nonZero, wPlus, wMinus } = run(procedure, sample);
    if (wPlus !== undefined) expect(wPlus + wMinus).to.equal((nonZero * (nonZero + 1)) / 2);
  });
  uniformUnderNull(procedure);
}
