import { expect } from 'chai';
import { fisherInterval, pearson, withinGroups } from '../../harness/statistics/correlation.ts';
import { linearFit } from '../../harness/statistics/linear-fit.ts';

const Z975 = 1.959963984540054;
const x = Float64Array.of(1, 2, 3, 4, 5);
const y = Float64Array.of(2, 1, 4, 3, 6);

describe('product-moment correlation', () => {
  it('is the same in any unit, however small or large', () => {
    const { r, p } = pearson(x, y);
    // Products of deviations 10, squares 10 and 14.8.
    expect(r).to.be.closeTo(10 / Math.sqrt(10 * 14.8), 1e-12);
    for (const scale of [1e-200, 1e-9, 1e200]) {
      const scaled = pearson(
        x.map((v) => scale * v),
        y.map((v) => 5 - 3 * v),
      );
      expect(scaled.r, `${scale}`).to.be.closeTo(-r, 1e-12);
      expect(scaled.p, `${scale}`).to.be.closeTo(p, 1e-12);
    }
  });

  it('and the line are those of values near 0 where all lie near 1e15, whose mean no double holds', () => {
    const [a, b] = [x, y].map((values) => values.map((value) => value + 1e15 + 0.125));
    expect(pearson(a, b).r).to.be.closeTo(10 / Math.sqrt(10 * 14.8), 1e-12);
    expect(pearson(a, b).p).to.be.closeTo(pearson(x, y).p, 1e-12);
    expect(linearFit(a, b).slope.value).to.be.closeTo(1, 1e-12);
    expect(linearFit(a, b).residualSd).to.be.closeTo(linearFit(x, y).residualSd, 1e-12);
  });

  it('knows of three points no interval, of two no p, and of a line p 0 and no width', () => {
    expect(pearson(x.subarray(0, 3), y.subarray(0, 3)).ci95).to.equal(null);
    expect(pearson(x.subarray(0, 4), y.subarray(0, 4)).ci95).to.have.length(2);
    expect(pearson(x.subarray(0, 2), y.subarray(0, 2)).p).to.equal(1);
    expect(fisherInterval(1, 9, 0.95)).to.deep.equal([1, 1]);
    expect(fisherInterval(-1, 9, 0.95)).to.deep.equal([-1, -1]);
    expect(fisherInterval(0, 12, 0.95)![1]).to.be.closeTo(Math.tanh(Z975 / 3), 1e-12);
    expect(fisherInterval(0, 12, 0.95, 2)![0]).to.be.closeTo(-Math.tanh((2 * Z975) / 3), 1e-12);
  });

  it('within groups is that of deviations from their means, with the degrees of freedom that these cost', () => {
    // Deviations -1 0 1 and -1 1 in x, -1 -1 2 and -2 2 in y: products 7, squares 4 and 14, on 5 - 2 - 1 degrees.
    const members = [
      [0, 1, 2],
      [3, 4],
    ];
    const found = withinGroups(Float64Array.of(1, 2, 3, 11, 13), Float64Array.of(0, 0, 3, 50, 54), members)!;
    const r = 7 / Math.sqrt(4 * 14);
    expect(found.r).to.be.closeTo(r, 1e-12);
    // Student's t on 2 degrees of freedom: P(|t| > a) = 1 - a / sqrt(2 + a^2), and a / sqrt(2 + a^2) is r.
    expect(found.p).to.be.closeTo(1 - r, 1e-12);
    expect(found.ci95![0]).to.be.closeTo(Math.tanh(Math.atanh(r) - Z975 / Math.sqrt(2 + 2 - 3)), 1e-12);
    const three = withinGroups(x.subarray(0, 4), y.subarray(0, 4), [[0, 1], [2], [3]]);
    expect(three, 'no degree of freedom').to.equal(null);
    expect(withinGroups(x.subarray(0, 3), y.subarray(0, 3), [[0, 1], [2]]), 'none either').to.equal(null);
    expect(withinGroups(x.subarray(0, 4), y.subarray(0, 4), [[0, 1, 2], [3]])).to.not.equal(null);
    const flat = Float64Array.of(7, 7, 7, 9, 9);
    expect(withinGroups(flat, y, members)).to.equal(null);
    expect(withinGroups(y, flat, members)).to.equal(null);
  });
});
