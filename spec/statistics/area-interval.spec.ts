import { expect } from 'chai';
import fc from 'fast-check';
import { rankSum } from '../../harness/statistics/rank-sum.ts';
import { areaInterval } from '../../harness/statistics/ranking/area-interval.ts';
import { areasUnderCurves } from '../../harness/statistics/ranking/roc.ts';

const options = { method: 'asymptotic', correction: false } as const;
const sizes = fc.integer({ min: 2, max: 40 });

describe('the interval of an area under a ROC curve', () => {
  it('has a width where groups are whole apart: the area that as many pairs in order leave at 2.5 %', () => {
    fc.assert(
      fc.property(sizes, sizes, (m, n) => {
        const [low, high] = [Float64Array.from({ length: m }, (_, i) => i), new Float64Array(n).fill(100)];
        const least = 0.025 ** (1 / Math.min(m, n));
        const above = rankSum(high, low, options).auc;
        expect(above.value).to.equal(1);
        expect(above.ci95[0]).to.be.closeTo(least, 1e-9);
        expect(above.ci95[1]).to.equal(1);
        const below = rankSum(low, high, options).auc;
        expect(below.ci95[0]).to.equal(0);
        expect(below.ci95[1]).to.be.closeTo(1 - least, 1e-9);
      }),
    );
  });

  it('is of ties from half of that to one less it, where all values are one', () => {
    const [low, high] = rankSum(new Float64Array(6), new Float64Array(9), options).auc.ci95;
    expect(low).to.be.closeTo(0.025 ** (1 / 6) / 2, 1e-9);
    expect(low + high).to.be.closeTo(1, 1e-12);
  });

  it('counts subjects, each in one pair alone', () => {
    const marked = (truth: readonly number[], clusters: readonly string[]) =>
      areasUnderCurves({
        names: ['s'],
        ids: clusters.map((_, i) => `${i}`),
        clusters,
        truth: Float64Array.from(truth),
        values: [Float64Array.from(truth, (mark, i) => 100 * mark + i)],
      }).areas[0]!.ci95[0];
    const both = ['a', 'b', 'c', 'd'].flatMap((name) => [name, name]); // four subjects make two pairs
    expect(marked([0, 1, 0, 1, 0, 1, 0, 1], both)).to.be.closeTo(0.025 ** (1 / 2), 1e-9);
    const images = ['a', 'a', 'a', 'b', 'b', 'b', 'c', 'd'];
    expect(marked([1, 1, 1, 1, 1, 1, 0, 0], images)).to.be.closeTo(0.025 ** (1 / 2), 1e-9);
  });

  it("is DeLong's wherever placements differ", () => {
    const [low, high] = areaInterval(0.9, 0.1, 5);
    expect([low, high]).to.deep.equal([0.9 - 0.1 * 1.959963984540054, 1]);
  });
});
