import { expect } from 'chai';
import { pearson } from '../../harness/statistics/correlation.ts';
import { spearman } from '../../harness/statistics/spearman.ts';
import { eachOf } from './expect-agreement.ts';
import { lcg, oracles, type Printed } from './oracle-inputs.ts';

/** As in golden/oracles/statistics-spearman.py. */
function order(k: number): Float64Array {
  const g = lcg(150_000 + k);
  const n = 10 + (k % 3);
  const key = Array.from({ length: n }, (_, i) => i + (1 + (k % 7)) * 3 * g.u());
  return Float64Array.from(Array.from(key.keys()).sort((a, b) => key[a]! - key[b]!));
}

describe("Spearman's rho of more points than all orders are counted of", () => {
  it('has a p by Edgeworth series that is as near the exact one as it says, and nearer than that of t', () => {
    const { orders } = oracles<{ orders: Printed[][] }>('statistics-spearman');
    let [series, t] = [0, 0];
    eachOf(orders, ([, exact], k) => {
      const y = order(k);
      const x = Float64Array.from(y.keys());
      const { p, edgeworth, rho } = spearman(x, y);
      expect(rho).to.be.closeTo(pearson(x, y).r, 1e-12);
      expect(Math.abs(edgeworth! - exact!), `case ${k}`).to.be.below(y.length === 10 ? 0.0012 : 8e-4);
      series += Math.abs(edgeworth! - exact!);
      t += Math.abs(p - exact!);
    });
    expect(series).to.be.below(t / 5);
  });

  it('has none up to nine points, where p is exact, and none of ranks that tie', () => {
    const few = Float64Array.of(1, 5, 2, 4, 3, 8, 7, 6, 9);
    expect(spearman(few, few.map(Math.sin)).edgeworth).to.equal(null);
    const tied = order(0).map((v) => Math.floor(v / 2));
    expect(spearman(tied, order(3)).edgeworth).to.equal(null);
  });

  it('is symmetric, at most 1, and never below the two perfect orders', () => {
    for (let k = 0; k < 60; k++) {
      const y = order(k);
      const x = Float64Array.from(y.keys());
      const [one, other] = [y, y.map((v) => -v)].map((column) => spearman(x, column).edgeworth!);
      expect(one).to.be.closeTo(other!, 1e-9);
      expect(one).to.be.within(1e-9, 1);
    }
  });
});
