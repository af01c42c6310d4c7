import { expect } from 'chai';
import { InputError } from '../../harness/numeric/input-error.ts';
import { bayesFactor } from '../../harness/statistics/bayes-factor.ts';
import { labelsOf } from '../../harness/statistics/clustering.ts';
import { confidenceSequence } from '../../harness/statistics/confidence-sequence.ts';
import { mcNemar } from '../../harness/statistics/mcnemar.ts';
import { mixedModel } from '../../harness/statistics/mixed-model.ts';
import { rankSum } from '../../harness/statistics/rank-sum.ts';
import { intraclassCorrelations } from '../../harness/statistics/reliability.ts';
import { tTest } from '../../harness/statistics/t-test.ts';
import { eachOf, expectAgreement } from './expect-agreement.ts';
import { arms, clusters, lcg, oracles, type Printed } from './oracle-inputs.ts';

type Row = Printed[];
const printed = oracles<{
  t_test: [scipy: Row, statsmodels: Row][];
  mann_whitney: [u: number, corrected: Row, uncorrected: Row, exact: Row | null][];
  auc: Row[];
  mcnemar_test: ([p: Row, mid: number, difference: Row, share: Row] | null)[];
  bayes_factor: [pingouin: number, exact: number, wide: number][];
  mixed_model: ([statsmodels: Row, definition: Row] | null)[];
  icc: Row[][];
  icc_several: [pingouin: Row[], values: Row][];
  sequential: Row[];
}>('statistics-tests');

const differencesOf = (k: number) => {
  const [x, y] = arms(k);
  return x.map((value, i) => value - y[i]!);
};

/** Two groups, as in golden/oracles/statistics-tests.py. */
function marked(k: number): readonly [Float64Array, Float64Array] {
  const g = lcg(70_000 + k);
  const sizes = [2 + g.below(20), 2 + g.below(20)];
  const shift = g.u();
  const fill = (n: number, by: number) => Float64Array.from({ length: n }, () => g.bell() + by);
  const groups = [fill(sizes[0]!, shift), fill(sizes[1]!, 0)] as const;
  const coarse = (v: number) => Math.trunc(3 * v + 100) - 100;
  return k % 4 === 3 ? [groups[0].map(coarse), groups[1].map(coarse)] : groups;
}

/** Two columns of 0 and 1, as there. */
function answers(k: number): readonly [Float64Array, Float64Array] {
  const g = lcg(80_000 + k);
  const n = 5 + g.below(80);
  const [share, keep] = [g.u(), g.u()];
  const x = Float64Array.from({ length: n }, () => Number(g.u() < share));
  return [x, x.map((v) => (g.u() < keep ? v : Number(g.u() < share / 2)))];
}

describe("Student's t test (t-test)", () => {
  it('agrees with SciPy and statsmodels', () => {
    eachOf(printed.t_test, ([scipy, statsmodels], k) => {
      const { t, p, ci95 } = tTest(differencesOf(k));
      expectAgreement([t, p.twoSided, p.greater, ...ci95], scipy, `SciPy, ${k}`, { floor: 1e-3 });
      expectAgreement([t, p.twoSided, ...ci95], statsmodels, `statsmodels, ${k}`, { floor: 1e-3 });
    });
  });
});

describe('the Wilcoxon-Mann-Whitney test (mann-whitney)', () => {
  it('agrees with SciPy in every alternative, with ties, corrected and not, and exactly', () => {
    let exactly = 0;
    eachOf(printed.mann_whitney, ([u, corrected, uncorrected, exact], k) => {
      const p = (method: 'exact' | 'asymptotic', correction: boolean) => {
        const found = rankSum(...marked(k), { method, correction });
        expect(found.u).to.equal(u);
        return [found.p.twoSided, found.p.greater, found.p.less];
      };
      expectAgreement(p('asymptotic', true), corrected, `corrected, ${k}`, { tolerance: 1e-9 });
      expectAgreement(p('asymptotic', false), uncorrected, `uncorrected, ${k}`, { tolerance: 1e-9 });
      if (exact === null) return;
      exactly++;
      expectAgreement(p('exact', false), exact, `exact, ${k}`, { tolerance: 1e-10 });
    });
    expect(exactly).to.be.at.least(140);
  });

  it("has DeLong's area and standard error by their definition", () => {
    eachOf(printed.auc, (wanted, k) => {
      const { auc } = rankSum(...marked(k), { method: 'asymptotic', correction: true });
      expectAgreement([auc.value, auc.standardError], wanted, `case ${k}`, { floor: 1e-6 });
    });
  });

  it('counts ties exactly: of 1 and 2 against 2 and 3, two of six choices sum to at most as little', () => {
    const { p, u } = rankSum(Float64Array.of(1, 2), Float64Array.of(2, 3), {
      method: 'exact',
      correction: false,
    });
    expect(u).to.equal(0.5);
    expect(p.less).to.be.closeTo(2 / 6, 1e-15);
    expect(p.twoSided).to.be.closeTo(4 / 6, 1e-15);
  });

  it('says nothing against groups that are all one value, and refuses more values than it can count', () => {
    const same = new Float64Array(5).fill(2);
    const { z, p, auc } = rankSum(same, same, { method: 'asymptotic', correction: true });
    expect([z, p.twoSided, auc.value, auc.standardError]).to.eql([0, 1, 0.5, 0]);
    const many = Float64Array.from({ length: 60 }, (_, i) => i);
    expect(() => rankSum(many, many, { method: 'exact', correction: false })).to.throw(
      InputError,
      'at most 100 values for the exact method, got 120',
    );
  });
});

describe("McNemar's test (mcnemar)", () => {
  it('agrees with statsmodels, and with mid-p and the interval by their definitions', () => {
    eachOf(printed.mcnemar_test, ([p, mid, difference, share], k) => {
      const found = mcNemar(...answers(k));
      // Of equally many on either side statsmodels corrects beyond the mean; R's mcnemar.test and we do not.
      const even = found.table.xOnly === found.table.yOnly;
      if (even) expect(found.p.corrected).to.equal(1);
      const wanted = even ? [p[0]!, found.p.corrected, p[2]!] : p;
      expectAgreement([found.p.exact, found.p.corrected, found.p.uncorrected], wanted, `case ${k}`);
      expectAgreement([found.p.mid], [mid], `mid-p ${k}`);
      expectAgreement([found.difference.value, ...found.difference.ci95], difference, `difference ${k}`, {
        floor: 1e-3,
      });
      expectAgreement(found.share!.ci95, share, `share ${k}`);
    });
  });

  it('has nothing to say where no case differs', () => {
    const { p, share } = mcNemar(Float64Array.of(0, 1, 1), Float64Array.of(0, 1, 1));
    expect(p).to.eql({ exact: 1, mid: 1, corrected: 1, uncorrected: 1 });
    expect(share).to.equal(null);
  });
});

describe('the Bayes factor of the t test (bayes-factor)', () => {
  it('is the integral by its definition, and pingouin’s', () => {
    eachOf(printed.bayes_factor, ([pingouin, exact, wide], k) => {
      const { t, n } = tTest(differencesOf(k));
      const { bf10, log10bf10 } = bayesFactor(t, n, Math.SQRT1_2);
      expectAgreement([log10bf10], [exact], `case ${k}`, { tolerance: 1e-9, floor: 1 });
      expectAgreement([bayesFactor(t, n, 1).log10bf10], [wide], `scale 1, ${k}`, {
        tolerance: 1e-9,
        floor: 1,
      });
      // pingouin takes .707 for the root of a half.
      expect(bf10 / pingouin).to.be.within(0.999, 1.001);
    });
  });

  it('stays a number where the evidence is beyond doubles', () => {
    const { bf10, log10bf10 } = bayesFactor(200, 2000, Math.SQRT1_2);
    expect(bf10).to.equal(Number.POSITIVE_INFINITY);
    expect(log10bf10).to.be.within(1000, 4000);
  });
});

describe('the mixed model with a random intercept (mixed-model)', () => {
  it('is the restricted maximum likelihood by its definition, and statsmodels’ to what its search settles', () => {
    let apart = 0;
    eachOf(printed.mixed_model, ([statsmodels, definition], k) => {
      const d = differencesOf(k);
      const { mean, standardError, between, within } = mixedModel(d, labelsOf(clusters(k, d.length)));
      if (within === 0) {
        // No subject varies: the searches stop somewhere on the way to no variance at all.
        const subjects = new Set(clusters(k, d.length)).size;
        expectAgreement([mean], [definition[0]!], `case ${k}`, { tolerance: 1e-3, floor: 1 });
        expect(between).to.be.closeTo(standardError * Math.sqrt(subjects), 1e-12);
        return;
      }
      // Where the criterion has several valleys a search can end in a higher one.
      if (Math.abs(statsmodels[0]! - definition[0]!) > 0.01) {
        apart++;
        const criterion = (spread: number, inside: number) =>
          criterionAt((spread / inside) ** 2, d, clusters(k, d.length));
        const others = [statsmodels, definition].map(([, , spread, inside]) => criterion(spread!, inside!));
        expect(criterion(between, within), `case ${k}`).to.be.at.most(Math.min(...others) + 1e-9);
        return;
      }
      // A criterion tells its place to half of its digits.
      expectAgreement([mean, standardError, between, within], definition, `case ${k}`, {
        tolerance: 1e-5,
        floor: 0.1,
      });
      expectAgreement([mean, within], [statsmodels[0]!, statsmodels[3]!], `case ${k}`, {
        tolerance: 1e-3,
        floor: 1,
      });
      // Its standard error comes of a numerical curvature, up to a fifth off for few subjects: not compared.
    });
    expect(apart).to.be.at.most(30);
  });

  it('is the analysis of variance where all subjects have as many observations', () => {
    const d = Float64Array.from(
      { length: 40 },
      (_, i) => Math.sin(3 * Math.floor(i / 4)) + Math.cos(7 * i) / 2,
    );
    const labels = labelsOf(Array.from(d, (_, i) => `s${Math.floor(i / 4)}`));
    const { mean, between, within, standardError, df } = mixedModel(d, labels);
    const means = Array.from({ length: 10 }, (_, g) => average(d.subarray(4 * g, 4 * g + 4)));
    const inside = d.reduce((sum, v, i) => sum + (v - means[Math.floor(i / 4)]!) ** 2, 0) / 30;
    const outside = (4 * means.reduce((sum, m) => sum + (m - average(means)) ** 2, 0)) / 9;
    expect(mean).to.be.closeTo(average(d), 1e-14);
    expect(within ** 2).to.be.closeTo(inside, 1e-12);
    expect(between ** 2).to.be.closeTo((outside - inside) / 4, 1e-12);
    expect(standardError ** 2).to.be.closeTo(outside / 40, 1e-12);
    expect(df).to.equal(9);
  });
});

describe('intraclass correlations (icc)', () => {
  it("are pingouin's in all six forms, with F, p and intervals to the two decimals that it prints", () => {
    let compared = 0;
    const compare = (columns: readonly Float64Array[], forms: readonly Row[], k: number) => {
      const found = Object.values(intraclassCorrelations(columns));
      expect(forms).to.have.length(6);
      forms.forEach(([value, f, df1, df2, p, low, high], i) => {
        const { value: icc, ci95, ...test } = found[i]!;
        expectAgreement(
          [icc, test.f, ...test.df, test.p],
          [value!, f!, df1!, df2!, p!],
          `case ${k}, form ${i}`,
          {
            tolerance: 1e-8,
            floor: 1e-6,
          },
        );
        // Of few degrees of freedom pingouin's ends may lie on one side of the value, or beyond -1.
        if (!(low! <= value! && value! <= high!) || (i % 3 === 1 && low! < -1)) {
          expect(ci95[0] <= icc && icc <= ci95[1], `case ${k}, form ${i}`).to.equal(true);
          return;
        }
        compared++;
        expect(ci95[0], `case ${k}, form ${i}`).to.be.closeTo(low!, 0.0051 * Math.max(1, Math.abs(low!)));
        expect(ci95[1], `case ${k}, form ${i}`).to.be.closeTo(high!, 0.0051 * Math.max(1, Math.abs(high!)));
      });
    };
    eachOf(printed.icc, (forms, k) => compare(arms(k), forms, k));
    expect(compared).to.be.at.least(1000);
    eachOf(printed.icc_several, ([forms, values], k) => {
      const columns = measurements(k);
      compare(columns, forms, k);
      const own = Object.values(intraclassCorrelations(columns)).map(({ value }) => value);
      expectAgreement(own, values, `several, ${k}`, { floor: 1e-3 });
    });
    expect(compared).to.be.at.least(2000);
  });

  it('are those that Shrout and Fleiss print of six subjects and four judges (tables 2 and 4)', () => {
    const judges = [
      [9, 6, 8, 7, 10, 6],
      [2, 1, 4, 1, 5, 2],
      [5, 3, 6, 2, 6, 4],
      [8, 2, 8, 6, 9, 7],
    ];
    const found = intraclassCorrelations(judges.map((judge) => Float64Array.from(judge)));
    const values = Object.values(found).map(({ value }) => Number(value.toFixed(2)));
    expect(values).to.eql([0.17, 0.29, 0.71, 0.44, 0.62, 0.91]);
  });
});

describe('the interval that holds at every look (sequential)', () => {
  it('is that of its formula in NumPy', () => {
    eachOf(printed.sequential, (wanted, k) => {
      expectAgreement(confidenceSequence(differencesOf(k), 100).ci95, wanted, `case ${k}`, { floor: 1e-3 });
    });
  });
});

/** The restricted likelihood's criterion at a ratio of variances, from its definition for one mean. */
function criterionAt(ratio: number, d: Float64Array, labels: readonly string[]): number {
  const groups = [...new Set(labels)].map((label) => [...d].filter((_, i) => labels[i] === label));
  const weights = groups.map((group) => group.length / (1 + ratio * group.length));
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  const mean = groups.reduce((sum, group, g) => sum + weights[g]! * average(group), 0) / total;
  // (d - mean)' V^-1 (d - mean), V^-1 = I - ratio / (1 + ratio n) J in each group (Sherman and Morrison).
  const form = groups.reduce((sum, group) => {
    const off = group.map((v) => v - mean);
    const joint = off.reduce((all, v) => all + v, 0);
    return sum + off.reduce((all, v) => all + v * v, 0) - (ratio / (1 + ratio * group.length)) * joint ** 2;
  }, 0);
  const logs = groups.reduce((sum, group) => sum + Math.log(1 + ratio * group.length), 0);
  return (d.length - 1) * Math.log(form) + logs + Math.log(total);
}

function average(values: ArrayLike<number>): number {
  return Array.from(values).reduce((sum, value) => sum + value, 0) / values.length;
}

/** As in golden/oracles/statistics-tests.py. */
function measurements(k: number): readonly Float64Array[] {
  const g = lcg(190_000 + k);
  const [n, raters] = [5 + g.below(30), 3 + g.below(4)];
  const share = 2 * g.u();
  const cases = Array.from({ length: n }, () => share * g.bell());
  const columns = Array.from({ length: raters }, () => {
    const shift = g.u();
    return Float64Array.from(cases, (v) => v + g.bell() + shift);
  });
  return k % 4 === 3 ? columns.map((own) => own.map((v) => Math.floor(4 * v + 100) - 100)) : columns;
}
