import { expect } from 'chai';
import { stream } from '../../harness/numeric/stream.ts';
import { parsePrinted } from '../../harness/record/printed.ts';
import { nearestSignedRankP } from '../../harness/record/signed-rank-search.ts';
import type { SignedRankVariant } from '../../harness/record/signed-rank-tail.ts';
import { signedRank } from '../../harness/statistics/signed-rank.ts';

describe('the search for a signed-rank p', () => {
  for (const zeros of ['wilcox', 'pratt', 'zsplit'] as const) {
    for (const method of ['asymptotic', 'exact'] as const) {
      for (const correction of method === 'exact' ? [false] : [false, true]) {
        it(`finds the rank sum behind a p that the test gave: ${method}, ${zeros}${correction ? ', corrected' : ''}`, () => {
          const random = stream(1, 'search', zeros, method, String(correction));
          for (let trial = 0; trial < 60; trial++) {
            const n = 6 + random.below(40);
            const zeroCount = random.below(3) * random.below(2);
            const shift = random.uniform() * 1.5;
            const differences = Float64Array.from({ length: n }, (_, i) =>
              i < zeroCount ? 0 : shift + random.normal(),
            );
            const { p, wPlus } = signedRank(differences, { method, zeros, correction });
            for (const sided of ['two', 'one'] as const) {
              const truth = sided === 'two' ? p.twoSided : p.greater;
              const variant: SignedRankVariant = { sided, method, correction, n, zeros, zeroCount };
              const found = nearestSignedRankP(variant, parsePrinted('p', truth.toExponential(9)));
              expect(found.matches, JSON.stringify(variant)).to.equal(true);
              expect(Math.exp(found.logP)).to.be.closeTo(truth, truth * 1e-8);
              // With a rank missing from the exact distribution, neighbouring sums can share one p.
              if (sided === 'one' && method === 'asymptotic') expect(found.w).to.equal(wPlus);
            }
          }
        });
      }
    }
  }
});
