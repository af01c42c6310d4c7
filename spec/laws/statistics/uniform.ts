import { expect } from 'chai';
import { stream } from '../../../harness/numeric/stream.ts';
import type { Procedure } from '../../../harness/statistics/procedure.ts';
import { optionsFor } from './sample.ts';

const RUNS = 4000;
const PAIRS = 40;

/**
 * One-sided p values of symmetric differences are uniform: the share below each level is the level, within
 * four standard errors of the simulation. At 4000 runs a tail that is 10 % off, in the sense that p values are
 * 10 % too small or large throughout, misses the bound at level 0.5 (0.05 against 0.032).
 */
export function uniformUnderNull(procedure: Procedure): void {
  const levels = [0.01, 0.05, 0.1, 0.25, 0.5, 0.75, 0.9];
  const values = () => {
    const random = stream(11, 'null', procedure.name);
    const ids = Array.from({ length: PAIRS }, (_, i) => String(i));
    return Float64Array.from({ length: RUNS }, (_, run) => {
      const x = Float64Array.from({ length: PAIRS }, () => random.normal());
      const given = 'resamples' in procedure.options ? { resamples: 300, seed: run } : {};
      const result = procedure.compute({ ids, clusters: ids, x }, optionsFor(procedure, given)) as {
        p: { greater: number };
      };
      return result.p.greater;
    });
  };
  const misses = (p: Float64Array) =>
    levels.filter((level) => {
      const share = p.filter((value) => value <= level).length / RUNS;
      return Math.abs(share - level) > 4 * Math.sqrt((level * (1 - level)) / RUNS);
    });

  it('has uniform p values under the hypothesis, by a bound that a tail wrong by 10 % fails', () => {
    const p = values();
    expect(misses(p)).to.deep.equal([]);
    expect(misses(p.map((value) => 0.9 * value))).to.not.deep.equal([]);
    expect(misses(p.map((value) => 1.1 * value))).to.not.deep.equal([]);
  });
}
