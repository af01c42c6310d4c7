import { expect } from 'chai';
import fc from 'fast-check';
import { kendall } from '../../harness/statistics/kendall.ts';
import { runs } from '../runs.ts';

describe("Kendall's tau-b", () => {
  it('is the pairs counted one by one, in ties and in columns of any length', () => {
    const points = fc.array(fc.tuple(fc.integer({ min: 0, max: 12 }), fc.integer({ min: 0, max: 12 })), {
      minLength: 2,
      maxLength: 90,
    });
    fc.assert(
      fc.property(points, (some) => {
        const all = [...some, [13, 13], [14, 15]] as const;
        let [score, untiedX, untiedY] = [0, 0, 0];
        for (const [i, [x, y]] of all.entries()) {
          for (const [a, b] of all.slice(0, i)) {
            score += Math.sign(x - a) * Math.sign(y - b);
            untiedX += Number(x !== a);
            untiedY += Number(y !== b);
          }
        }
        const { tau } = kendall(
          Float64Array.from(all, ([x]) => x),
          Float64Array.from(all, ([, y]) => y),
        );
        expect(tau).to.be.closeTo(score / Math.sqrt(untiedX * untiedY), 1e-12);
      }),
      { numRuns: runs(40) },
    );
  });

  it('counts orders up to 33 untied points: of n! two are perfect; beyond, and with a tie, p is normal', () => {
    const column = (n: number) => Float64Array.from({ length: n }, (_, i) => i);
    const logFactorial = (n: number) => column(n).reduce((total, i) => total + Math.log10(i + 1), 0);
    for (const n of [2, 3, 13, 33]) {
      const { method, log10p, tau } = kendall(
        column(n),
        column(n).map((v) => -v),
      );
      expect(method).to.equal('exact');
      expect(tau).to.be.closeTo(-1, 1e-15);
      expect(log10p).to.be.closeTo(Math.min(0, Math.log10(2) - logFactorial(n)), 1e-9);
    }
    expect(kendall(column(34), column(34)).method).to.equal('asymptotic');
    const tied = column(20).with(3, 4);
    expect([kendall(tied, column(20)).method, kendall(column(20), tied).method]).to.deep.equal([
      'asymptotic',
      'asymptotic',
    ]);
    // One exchange more or less than the seven of fourteen neighbours: the orders of four with at most one inversion.
    expect(kendall(column(4), Float64Array.of(1, 0, 2, 3)).p).to.be.closeTo((2 * 4) / 24, 1e-12);
    expect(kendall(column(4), Float64Array.of(1, 0, 3, 2)).p).to.be.closeTo((2 * 9) / 24, 1e-12);
    expect(kendall(column(4), Float64Array.of(3, 0, 1, 2)).p).to.equal(1);
  });
});
