import { expect } from 'chai';
import { procedureNamed } from '../../harness/statistics/catalogue.ts';
import { dav } from '../../harness/statistics/effect-size.ts';
import { hodgesLehmann } from '../../harness/statistics/hodges-lehmann.ts';
import { rankBiserial } from '../../harness/statistics/rank-biserial.ts';
import { optionsFor } from '../laws/statistics/sample.ts';

const Z975 = 1.959963984540054;
const T975_4 = 2.7764451051977934;

/** The result of a procedure on columns, each image a subject by itself. */
function computed(name: string, x: readonly number[], y?: readonly number[], given = {}) {
  const ids = x.map((_, i) => `i${i}`);
  const sample = { ids, clusters: ids, x: Float64Array.from(x), ...(y && { y: Float64Array.from(y) }) };
  const procedure = procedureNamed(name);
  // biome-ignore lint/suspicious/noExplicitAny: results differ by procedure
  return procedure.compute(sample, optionsFor(procedure, given)) as any;
}

/** Values of formulas, worked out by hand. */
describe('procedures where their data say least or most', () => {
  it('adjustment leaves p values of 0 at 0, and counts them among the tests', () => {
    const { holm, benjaminiHochberg } = computed('adjustment', [0, 0.02, 0, 1]);
    expect(holm).to.deep.equal({ i0: 0, i1: 0.04, i2: 0, i3: 1 });
    expect(benjaminiHochberg).to.deep.equal({ i0: 0, i1: 0.08 / 3, i2: 0, i3: 1 });
    expect(computed('adjustment', [0, 0]).holm).to.deep.equal({ i0: 0, i1: 0 });
    expect(computed('adjustment', [1, 1]).benjaminiHochberg).to.deep.equal({ i0: 1, i1: 1 });
  });

  it('mcnemar finds no difference where no case is discordant, and has no share to give', () => {
    const answers = [1, 0, 1, 1, 0, 0, 1, 0];
    const { p, table, difference, share } = computed('mcnemar', answers, answers);
    expect(table).to.deep.equal({ both: 4, xOnly: 0, yOnly: 0, neither: 4 });
    expect(p).to.deep.equal({ exact: 1, mid: 1, corrected: 1, uncorrected: 1 });
    expect(difference.value).to.equal(0);
    // Half a case in either cell of the 8 and 2 more: z sqrt(1) / 10.
    expect(difference.ci95[0]).to.be.closeTo(-Z975 / 10, 1e-12);
    expect(difference.ci95[1]).to.be.closeTo(Z975 / 10, 1e-12);
    expect(share).to.equal(null);
  });

  it('mcnemar of cases that are all discordant one way: 2 in 2^8, and a share of 1', () => {
    const ones = [1, 1, 1, 1, 1, 1, 1, 1];
    const { p, difference, share } = computed(
      'mcnemar',
      ones,
      ones.map(() => 0),
    );
    expect(p.exact).to.be.closeTo(2 / 2 ** 8, 1e-15);
    expect(p.mid).to.be.closeTo(1 / 2 ** 8, 1e-15);
    expect([difference.value, share.value, share.ci95[1]]).to.deep.equal([1, 1, 1]);
    expect(share.ci95[0]).to.be.closeTo(0.025 ** (1 / 8), 1e-9);
  });

  it('take the fewest observations that they have a formula for', () => {
    const one = hodgesLehmann(Float64Array.of(0.7), 'exact', 0.9);
    expect(one).to.deep.equal({ value: 0.7, interval: [-Infinity, Infinity] });
    // Two and two: U is the greatest of six orders.
    const { u, auc, p } = computed('mann-whitney', [5, 6, 1, 2], [1, 1, 0, 0]);
    expect([typeof u, auc.value ?? auc]).to.deep.equal(['number', 1]);
    expect(p.twoSided).to.be.within(0.05, 1);
    expect(() => computed('mann-whitney', [5, 1, 2, 3], [1, 0, 0, 0])).to.throw(/at least 2 observations/);
  });

  it('mixed-model has a p to either side: they sum to 1, and that of the side seen is the smaller', () => {
    const { p } = computed('mixed-model', [2, 3, 4, 5, 6], [1, 1, 1, 1, 1]);
    expect(p.greater + p.less).to.be.closeTo(1, 1e-12);
    expect(p.greater).to.be.below(0.01);
  });

  it('mixed-model with one image a subject is the t test, and knows no spread between subjects', () => {
    // Mean 3, standard deviation sqrt(2.5), standard error sqrt(0.5) on 4 degrees of freedom.
    const { mean, standardError, df, ci95, between, within, icc } = computed(
      'mixed-model',
      [2, 3, 4, 5, 6],
      [1, 1, 1, 1, 1],
    );
    expect([mean, df, between, icc]).to.deep.equal([3, 4, 0, 0]);
    expect(within).to.be.closeTo(Math.sqrt(2.5), 1e-12);
    expect(standardError).to.be.closeTo(Math.sqrt(0.5), 1e-12);
    expect(ci95[0]).to.be.closeTo(3 - T975_4 * Math.sqrt(0.5), 1e-9);
    expect(ci95[1]).to.be.closeTo(3 + T975_4 * Math.sqrt(0.5), 1e-9);
  });

  it('d_av of an arm that does not vary has the interval of the other, of which it has half the spread', () => {
    const [x, y] = [Float64Array.of(1, 2, 3, 6), new Float64Array(4).fill(2)];
    // Mean difference 1, variance 14 / 3: d = 1 / (s / 2), and Var(d) = (s^2 / 4 + d^2 s^2 / (8 * 3)) / (s / 2)^2.
    const variance = 14 / 3;
    const d = 2 / Math.sqrt(variance);
    const reach = Z975 * Math.sqrt(1 + d ** 2 / 6);
    for (const [found, sign] of [
      [dav(x, y), 1],
      [dav(y, x), -1],
    ] as const) {
      expect(found.value).to.be.closeTo(sign * d, 1e-12);
      expect(found.ci95[0]).to.be.closeTo(sign * d - reach, 1e-9);
      expect(found.ci95[1]).to.be.closeTo(sign * d + reach, 1e-9);
    }
  });

  for (const sign of [1, -1]) {
    it(`a rank-biserial correlation of exactly ${sign} has the interval that the binomial allows`, () => {
      const x = [1, 2, 3, 4, 5, 6, 7, 8].map((value) => sign * value);
      const { rankBiserial: r } = computed(
        'effect-size',
        x,
        x.map(() => 0),
      );
      expect(r.value).to.equal(sign);
      const [low, high] = sign > 0 ? r.ci95 : [...r.ci95].reverse().map((end: number) => -end);
      // 2 pi^2 - 1 with pi^8 = 0.025, Clopper and Pearson's lower end for 8 of 8.
      expect(low).to.be.closeTo(2 * 0.025 ** (2 / 8) - 1, 1e-9);
      expect(high).to.equal(1);
    });
  }

  it('a rank-biserial correlation of nothing but zeros is 0 and could be anything; one difference tells a little', () => {
    expect(rankBiserial(new Float64Array(6))).to.deep.equal({ value: 0, ci95: [-1, 1] });
    const [low, high] = rankBiserial(Float64Array.of(0, 0, 2)).ci95;
    expect(low).to.be.closeTo(2 * 0.025 ** 2 - 1, 1e-9);
    expect(high).to.equal(1);
  });
});
