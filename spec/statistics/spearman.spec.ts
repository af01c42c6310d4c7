import { expect } from 'chai';
import { pearson } from '../../harness/statistics/correlation.ts';
import { spearman } from '../../harness/statistics/spearman.ts';
import { edgeworthP } from '../../harness/statistics/spearman-edgeworth.ts';
import { eachOf } from './expect-agreement.ts';
import { lcg, oracles, type Printed } from './oracle-inputs.ts';

/** As in golden/oracles/statistics-spearman.py. */
function order(k: number): Float64Array {
  const g = lcg(150_000 + k);
  const n = 10 + (k % 3);
  const key = Array.from({ length: n }, (_, i) => i + (1 + (k % 7)) * 3 * g.u());
  return Float64Array.from(Array.from(key.keys()).sort((a, b) => key[a]! - key[b]!));
}

const cases = oracles<{ orders: Printed[][]; tied: Printed[][] }>('statistics-spearman');

describe("Spearman's rho of ten points and more", () => {
  it('counts all orders up to twelve points, ties and all', () => {
    eachOf(cases.orders, ([, exact], k) => {
      const y = order(k);
      const { p, rho, method, edgeworth } = spearman(Float64Array.from(y.keys()), y);
      expect(rho).to.be.closeTo(pearson(Float64Array.from(y.keys()), y).r, 1e-12);
      expect([method, edgeworth]).to.eql(['exact', null]);
      expect(p / exact!, `case ${k}`).to.be.closeTo(1, 1e-12);
    });
    eachOf(cases.tied, ([exact], k) => {
      const y = order(k).map((v) => Math.floor(v / 2));
      const x = Float64Array.from(y, (_, i) => Math.floor(i / 3));
      expect(spearman(x, y).p / exact!, `tied case ${k}`).to.be.closeTo(1, 1e-12);
    });
  });

  it('has beyond them an Edgeworth series that is as near as it says, and nearer than t', () => {
    let [series, t] = [0, 0];
    eachOf(cases.orders, ([, exact], k) => {
      const y = order(k);
      const { r, log10p } = pearson(Float64Array.from(y.keys()), y);
      const own = edgeworthP(r, y.length);
      expect(Math.abs(own - exact!), `case ${k}`).to.be.below(y.length === 10 ? 0.0012 : 8e-4);
      series += Math.abs(own - exact!);
      t += Math.abs(10 ** log10p - exact!);
    });
    expect(series).to.be.below(t / 5);
  });

  it("is R's of the same orders", () => {
    // cor.test(seq_along(y), y, method = "spearman")$p.value, which is this series from ten points on.
    const rows = [
      [[3, 1, 2, 6, 4, 5, 10, 9, 7, 8], 0.006811132771826796],
      [[4, 9, 1, 7, 2, 10, 3, 8, 5, 6, 11, 15, 14, 12, 13], 0.004055073600274664],
    ] as const;
    for (const [y, p] of rows) {
      const { r } = pearson(Float64Array.from(y.keys()), Float64Array.from(y));
      expect(edgeworthP(r, y.length)).to.be.closeTo(p, 1e-12);
    }
  });

  it('has none of ranks that tie, and is symmetric, at most 1, and never below the two perfect orders', () => {
    for (let k = 0; k < 60; k++) {
      const y = Float64Array.of(...order(k), 20, 21, 22);
      const x = Float64Array.from(y.keys());
      const [one, other] = [y, y.map((v) => -v)].map((column) => spearman(x, column).edgeworth!);
      expect(one).to.be.closeTo(other!, 1e-9);
      expect(one).to.be.within(1e-12, 1);
      expect(
        spearman(
          x,
          y.map((v) => Math.floor(v / 2)),
        ).edgeworth,
      ).to.equal(null);
    }
  });

  it('has the interval of Bonett and Wright: Fisher’s, wider by the root of 1 + rho^2 / 2', () => {
    const x = Float64Array.from({ length: 12 }, (_, i) => i);
    const y = Float64Array.of(1, 0, 3, 2, 5, 4, 7, 6, 9, 8, 11, 10);
    // Six neighbours change places: rho = 1 - 6 * 12 / (12 * 143).
    const rho = 1 - 72 / 1716;
    const reach = 1.959963984540054 * Math.sqrt((1 + rho ** 2 / 2) / 9);
    const found = spearman(x, y);
    expect(found.rho).to.be.closeTo(rho, 1e-12);
    expect(found.ci95![0]).to.be.closeTo(Math.tanh(Math.atanh(rho) - reach), 1e-9);
    expect(found.ci95![1]).to.be.closeTo(Math.tanh(Math.atanh(rho) + reach), 1e-9);
  });
});
