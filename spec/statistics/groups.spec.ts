import { expect } from 'chai';
import { blandAltman } from '../../harness/statistics/bland-altman.ts';
import { clusteredAgreement } from '../../harness/statistics/bland-altman-clusters.ts';
import { flip } from '../../harness/statistics/flip.ts';
import { groupDifference } from '../../harness/statistics/two-groups.ts';
import { eachOf, expectAgreement } from './expect-agreement.ts';
import { arms, lcg, oracles, type Printed } from './oracle-inputs.ts';

describe('difference of two groups', () => {
  it("is Welch's t of SciPy and of R where no subject repeats", () => {
    const r = oracles<{ welch: Printed[][] }>('statistics-r');
    const { welch } = oracles<{ welch: Printed[][] }>('statistics-groups');
    eachOf(welch, (printed, k) => {
      const [x, y] = arms(k);
      const group = (values: Float64Array, name: string) => ({
        values,
        clusters: Array.from(values, (_, i) => `${name}${i}`),
      });
      const { value, ci95, df, t, p } = groupDifference(group(x, 'x'), group(y, 'y'));
      const values = [value, ...ci95, df, t, p.twoSided, p.greater];
      expectAgreement(values, printed, `case ${k}`, { floor: 1e-3 });
      expectAgreement(values, r.welch[k]!, `R ${k}`, { floor: 1e-3 });
    });
  });

  it('is less sure of as many images of fewer subjects that differ', () => {
    const values = Float64Array.from({ length: 24 }, (_, i) => Math.floor(i / 4));
    const group = (name: string, size: number) => ({
      values,
      clusters: Array.from(values, (_, i) => `${name}${Math.floor(i / size)}`),
    });
    const alone = groupDifference(group('a', 1), group('b', 1));
    const repeated = groupDifference(group('a', 4), group('b', 4));
    expect(repeated.standardError).to.be.above(1.8 * alone.standardError);
  });

  it('refuses a subject that is in both groups', () => {
    const group = { values: Float64Array.of(1, 2, 3), clusters: ['a', 'b', 'c'] };
    expect(() => groupDifference(group, group)).to.throw(/a in both; compare them as pairs/);
  });
});

describe('Bland-Altman of subjects that repeat', () => {
  const g = lcg(7);
  const subject = Array.from({ length: 40 }, () => g.bell());
  const clusters = Array.from({ length: 160 }, (_, i) => `s${Math.floor(i / 4)}`);
  const y = Float64Array.from(clusters, () => g.bell());
  const x = y.map((value, i) => value + subject[Math.floor(i / 4)] + 0.1 * g.bell());
  const options = { multiplier: 1.96, resamples: 4000, seed: 42 };

  it('comes near the published intervals where nothing repeats', () => {
    const agreement = blandAltman(x, y, 1.96);
    const ids = clusters.map((_, i) => String(i));
    const { bias, limits } = clusteredAgreement(agreement, x, y, ids, options);
    const pairs = [
      [bias, agreement.bias],
      [limits.lower, agreement.limits.lower],
      [limits.upper, agreement.limits.upper],
    ] as const;
    for (const [drawn, formula] of pairs) {
      const width = formula.ci95[1] - formula.ci95[0];
      expect(drawn.ci95[1] - drawn.ci95[0]).to.be.within(0.7 * width, 1.1 * width);
    }
  });

  it('widens the interval of the bias by the root of the images a subject has', () => {
    const agreement = blandAltman(x, y, 1.96);
    const { bias } = clusteredAgreement(agreement, x, y, clusters, options);
    const ratio = (bias.ci95[1] - bias.ci95[0]) / (agreement.bias.ci95[1] - agreement.bias.ci95[0]);
    expect(ratio).to.be.within(1.8, 2.1);
  });
});

describe('distance to the flip', () => {
  const x = [0, 1, 2, 3, 4];

  it('is where the straight pieces cross the margin', () => {
    expect(flip(x, [-3, -1, 1, 3, 5], 2, 0)).to.deep.equal({
      value: 1,
      side: 1,
      from: 1.5,
      to: 4,
      distance: 0.5,
    });
    expect(flip(x, [5, 0.1, 0, 0, -0.5], 2, 0.2)).to.deep.include({ side: 0, to: 3.4 });
  });

  it('is none where the conclusion is the same throughout', () => {
    expect(flip(x, [1, 2, 3, 2, 1], 2, 0.5)).to.deep.include({ from: 0, to: 4, distance: null });
  });
});
