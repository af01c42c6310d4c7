import { expect } from 'chai';
import { stream } from '../../../harness/numeric/stream.ts';
import type { Procedure } from '../../../harness/statistics/procedure.ts';
import { allowsShare } from '../../by-chance.ts';
import { optionsFor } from './sample.ts';

const RUNS = 40_000;
const PAIRS = 60;
const LEVELS = [0.01, 0.05, 0.1, 0.18, 0.2, 0.5, 0.9];
const SIDES = ['twoSided', 'greater', 'less'] as const;

/**
 * p values of symmetric differences are uniform: the share below each level is the level, within what the binomial
 * leaves open at all levels and sides together (once in a million seeds). At 40,000 runs that is 0.0059 at the level
 * 0.05 and 0.011 at 0.2, so that a tail in which p is 10 % too small or too large, and be it only below 0.2, misses the
 * bound at 0.18 or there.
 */
export function uniformUnderNull(procedure: Procedure): void {
  it('has uniform p values under the hypothesis, by a bound that a tail wrong by 10 % fails', () => {
    const drawn = simulated(procedure);
    for (const side of SIDES) {
      const p = drawn[side];
      expect(misses(p), side).to.deep.equal([]);
      for (const factor of [0.9, 1.1]) {
        expect(misses(p.map((value) => factor * value))).to.not.deep.equal([]);
        expect(misses(p.map((value) => (value < 0.2 ? factor * value : value)))).to.not.deep.equal([]);
      }
    }
  });
}

function simulated(procedure: Procedure) {
  const random = stream(11, 'null', procedure.name);
  const ids = Array.from({ length: PAIRS }, (_, i) => String(i).padStart(2, '0'));
  const drawn = Object.fromEntries(SIDES.map((side) => [side, new Float64Array(RUNS)]));
  for (let run = 0; run < RUNS; run++) {
    const x = Float64Array.from({ length: PAIRS }, () => random.normal());
    // 199 resamples: every level is a multiple of 1 / 200, so that Monte Carlo p values have it exactly.
    const given = 'resamples' in procedure.options ? { resamples: 199, seed: run } : {};
    const { p } = procedure.compute({ ids, clusters: ids, x }, optionsFor(procedure, given)) as {
      p: Record<(typeof SIDES)[number], number>;
    };
    for (const side of SIDES) drawn[side][run] = p[side];
  }
  return drawn;
}

function misses(p: Float64Array): readonly number[] {
  return LEVELS.filter((level) => {
    // A p of 2 in 200 comes back from its logarithm with an error of rounding.
    const count = p.filter((value) => value <= level + 1e-12).length;
    return !allowsShare(count, RUNS, [level, level], LEVELS.length * SIDES.length);
  });
}
