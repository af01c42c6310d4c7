import { expect } from 'chai';
import { signFlip } from '../../harness/statistics/permutation.ts';

describe('sign-flip test', () => {
  it('visits all patterns up to 20 units, and draws beyond', () => {
    const ones = (n: number) => signFlip(new Float64Array(n).fill(1), 50, 1);
    expect(ones(20)).to.deep.include({ method: 'exact', permutations: 2 ** 20, units: 20 });
    expect(ones(20).p.twoSided).to.be.closeTo(2 / 2 ** 20, 1e-18);
    expect(ones(21)).to.deep.include({ method: 'monte-carlo', permutations: 50, units: 21 });
  });

  for (const place of [0, 6, 12, 18, 24, 30])
    it(`draws the signs of differences ${place} to ${place + 5} evenly: where they outweigh the rest, p is their own`, () => {
      const [resamples, six] = [4000, [1, -2, 4, -8, 16, 32]];
      const all = Float64Array.from({ length: 36 }, (_, i) => six[i - place] ?? 1e-3 * (1 + (i % 5)));
      const { p } = signFlip(all, resamples, 3);
      const alone = signFlip(Float64Array.from(six), 1, 1).p;
      // The rest decides where the six tie with what was seen: one pattern of 64, for half of the draws.
      const share = (of: number) => of - 1 / 128;
      for (const side of ['greater', 'twoSided'] as const) {
        const wanted = side === 'greater' ? share(alone.greater) : 2 * share(alone.greater);
        const error = Math.sqrt((wanted * (1 - wanted)) / resamples);
        expect(Math.abs(p[side] - wanted), side).to.be.below(1 / 128 + 6 * error);
      }
    });
});
