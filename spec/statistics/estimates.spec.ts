import { expect } from 'chai';
import { midranks } from '../../harness/numeric/midranks.ts';
import { mean, standardDeviation } from '../../harness/numeric/moments.ts';
import { blandAltman } from '../../harness/statistics/bland-altman.ts';
import {
  basicInterval,
  bcaInterval,
  percentileInterval,
  studentisedInterval,
} from '../../harness/statistics/bootstrap-interval.ts';
import { procedureNamed } from '../../harness/statistics/catalogue.ts';
import { clusteredMean } from '../../harness/statistics/clustered.ts';
import { eachAlone, labelsOf, membersOf } from '../../harness/statistics/clustering.ts';
import { pearson, withinGroups } from '../../harness/statistics/correlation.ts';
import { cohensH, dav, dz, hedgesG, pooledD } from '../../harness/statistics/effect-size.ts';
import { meanEquivalence, medianEquivalence } from '../../harness/statistics/equivalence.ts';
import { kendall } from '../../harness/statistics/kendall.ts';
import { linearFit, predict } from '../../harness/statistics/linear-fit.ts';
import { equivalencePower } from '../../harness/statistics/power.ts';
import { rankBiserial } from '../../harness/statistics/rank-biserial.ts';
import { spearman } from '../../harness/statistics/spearman.ts';
import { tPower } from '../../harness/statistics/t-power.ts';
import { eachOf, expectAgreement } from './expect-agreement.ts';
import { arms, clusters, differences, lcg, oracles, type Printed, rates } from './oracle-inputs.ts';

type Rows = (Printed[] | null)[];
const scipy = oracles<{
  effect_sizes: { pooled: Printed[]; dz: Printed[]; dav: Printed; rankBiserial: Printed }[];
  bootstrap: Record<string, Printed[]>[];
  equivalence_power: Printed[];
  correlation: Rows;
  within: Rows;
  line: Rows;
  tost: Rows;
  t_power: Rows;
  proportions: Rows;
  cr2: Rows;
  bland_altman: Rows;
  median_tost: Rows;
}>('statistics-scipy');
const r = oracles<Record<string, Rows>>('statistics-r');

const differencesOf = ([x, y]: readonly [Float64Array, Float64Array]) => x.map((value, i) => value - y[i]);

describe('effect sizes', () => {
  it("agree with pingouin, and their intervals with SciPy's noncentral t inverted", () => {
    eachOf(scipy.effect_sizes, (printed, k) => {
      const [x, y] = arms(k);
      const d = differencesOf([x, y]);
      const flat = ({ value, ci95 }: { value: number; ci95: readonly number[] }) => [value, ...ci95];
      // An end of an interval can lie near 0, where only the absolute error means something.
      expectAgreement(flat(pooledD(x, y)), printed.pooled, `pooled ${k}`, { floor: 0.1 });
      expectAgreement(flat(dz(d)), printed.dz, `dz ${k}`, { floor: 0.1 });
      expectAgreement(
        [dav(x, y).value, rankBiserial(d).value],
        [printed.dav, printed.rankBiserial],
        `case ${k}`,
      );
    });
  });

  it("agree with R's effectsize, and their intervals with R's pt inverted", () => {
    eachOf(r['effects'], ([g, pooled, low, high, z, zLow, zHigh, biserial], k) => {
      const [x, y] = arms(k);
      const d = differencesOf([x, y]);
      const [a, b] = [pooledD(x, y), dz(d)];
      const biserialHere = rankBiserial(d).value;
      expectAgreement(
        [hedgesG(x, y).value, a.value, b.value, biserialHere],
        [g, pooled, z, biserial],
        `case ${k}`,
      );
      expectAgreement([...a.ci95, ...b.ci95], [low, high, zLow, zHigh], `interval ${k}`, {
        // pt() is accurate to about 1e-12 absolute, which a flat distribution function enlarges.
        tolerance: 1e-8,
        floor: 0.1,
      });
    });
  });

  it('take arms that differ by a constant as having no spread, whatever rounding makes of it', () => {
    const printed = (from: number) =>
      Float64Array.from({ length: 12 }, (_, i) => Number((from + 0.37 * i).toFixed(2)));
    const [x, y] = [printed(25), printed(24.9)];
    const ids = Array.from(x, (_, i) => `i${i}`);
    const sample = { ids, clusters: ids, x, y };
    expect(standardDeviation(differencesOf([x, y]), 1)).to.be.above(0);
    for (const name of ['effect-size', 'compare']) {
      const { resolve, compute } = procedureNamed(name);
      expect(() => compute(sample, resolve({}))).to.throw(/differences that vary, got .*, which is rounding/);
    }
  });

  it("Cohen's h agrees with statsmodels and R's pwr", () => {
    eachOf(scipy.proportions, (printed, k) => {
      const [a, n1, b, n2] = rates(k);
      const { value } = cohensH(a / n1, n1, b / n2, n2);
      const wanted = [printed[2], r['cohensH'][k]![0]];
      expectAgreement([value, value], wanted, `case ${k}`, { floor: 1e-3 });
    });
  });
});

describe('bootstrap intervals', () => {
  it("are SciPy's percentile, basic and BCa intervals of the same replicates, and the studentised by definition", () => {
    eachOf(scipy.bootstrap, (printed, k) => {
      const d = arms(k)[0];
      const n = d.length;
      const g = lcg(40_000 + k);
      const [means, pivots] = [new Float64Array(150), new Float64Array(150)];
      for (let i = 0; i < 150; i++) {
        const resample = Float64Array.from({ length: n }, () => d[g.below(n)]);
        means[i] = mean(resample);
        pivots[i] = ((means[i] - mean(d)) / standardDeviation(resample, 1)) * Math.sqrt(n);
      }
      means.sort();
      pivots.sort();
      const jackknife = d.map((value) => (n * mean(d) - value) / (n - 1));
      const check = (name: string, interval: () => readonly number[]) => {
        if (printed[name]) expectAgreement(interval(), printed[name], `${name} ${k}`, { floor: 1e-3 });
      };
      check('percentile', () => percentileInterval(means, 0.95));
      check('basic', () => basicInterval(means, mean(d), 0.95));
      // Where a resample is the sample in another order, rounding decides how SciPy counts it.
      const repeated = means.some((value) => Math.abs(value - mean(d)) < 1e-12);
      if (!repeated) check('bca', () => bcaInterval(means, mean(d), [jackknife], 0.95));
      check('studentised', () =>
        studentisedInterval(pivots, mean(d), standardDeviation(d, 1) / Math.sqrt(n), 0.95),
      );
    });
  });
});

describe('correlation', () => {
  it('agrees with SciPy and with cor.test', () => {
    eachOf(scipy.correlation, (printed, k) => {
      const [x, y] = arms(k);
      const [a, b, c] = [pearson(x, y), spearman(x, y), kendall(x, y)];
      const ci = a.ci95!;
      // SciPy takes the exact Kendall p only up to 33 untied points or for extreme counts, as here but for the latter.
      const kendallP = c.method === 'exact' || x.length > 33 || k % 4 === 3 ? printed[7] : null;
      // Both take t above nine points, where ours counts all orders up to twelve (statistics-spearman).
      const rankP = x.length > 9 ? pearson(midranks(x).ranks, midranks(y).ranks).p : b.p;
      const values = [a.r, a.p, ...ci, b.rho, rankP, c.tau, c.p];
      expectAgreement(values, [...printed.slice(0, 7), kendallP], `case ${k}`, { floor: 1e-3 });
      const other = r['correlation'][k];
      if (other) {
        const tau = c.method === 'exact' || k % 4 === 3 ? other[7] : null;
        expectAgreement(values, [...other.slice(0, 7), tau], `R ${k}`, { floor: 1e-3 });
      }
    });
  });

  it('within groups is none where a column is constant in every group, whatever rounding makes of its mean', () => {
    const x = Float64Array.of(0.1, 0.1, 0.1, 0.7, 0.7, 0.7);
    const y = Float64Array.of(1, 2, 3, 1, 5, 2);
    expect(withinGroups(x, y, membersOf([...'aaabbb']))).to.equal(null);
  });

  it("within groups is pingouin's repeated-measures correlation", () => {
    let [compared, intervals] = [0, 0];
    eachOf(scipy.within, (printed, k) => {
      const [x, y] = arms(k);
      const result = withinGroups(x, y, membersOf(clusters(k, x.length)));
      if (!result) return;
      const wanted = printed.slice(0, 2);
      expectAgreement([result.r, result.p], wanted, `case ${k}`, { tolerance: 1e-8, floor: 1e-3 });
      compared++;
      // Of one degree of freedom we give no interval, pingouin all that there is.
      if (!result.ci95) {
        printed.slice(2).forEach((end, i) => {
          expect([null, [-1, 1][i]]).to.include(end);
        });
        return;
      }
      expectAgreement(result.ci95, printed.slice(2), `interval of ${k}`, { tolerance: 1e-8, floor: 1e-3 });
      intervals++;
    });
    expect(compared).to.be.at.least(200);
    expect(intervals).to.be.at.least(150);
  });
});

describe('linear fit', () => {
  it('agrees with SciPy, statsmodels and lm, with confidence and prediction intervals', () => {
    eachOf(scipy.line, (printed, k) => {
      const [x, y] = arms(k);
      const { slope, intercept, r2, p } = linearFit(x, y);
      const [at] = predict(x, y, [0.3]);
      const values = [slope.value, intercept.value, slope.standardError, intercept.standardError, r2, p];
      values.push(...slope.ci95, ...intercept.ci95, at.value, ...at.confidence, ...at.prediction);
      expectAgreement(values, printed, `case ${k}`, { floor: 1e-3 });
      const other = r['line'][k];
      const again = [slope.value, intercept.value, slope.standardError, r2, ...slope.ci95, ...intercept.ci95];
      again.push(at.value, ...at.confidence, ...at.prediction);
      if (other) expectAgreement(again, other, `lm ${k}`, { floor: 1e-3 });
    });
  });
});

describe('equivalence and power', () => {
  it('two one-sided t tests agree with statsmodels and pingouin', () => {
    eachOf(scipy.tost, (printed, k) => {
      const d = differencesOf(arms(k));
      const margin = 0.3 + lcg(60_000 + k).u();
      const ids = Array.from(d, (_, i) => String(i));
      const { p } = meanEquivalence(d, eachAlone(ids), margin);
      expectAgreement([p, p], printed, `case ${k}`);
    });
  });

  it('two one-sided exact signed-rank tests agree with SciPy and wilcox.test', () => {
    eachOf(scipy.median_tost, ([printed], k) => {
      const margin = 0.3 + lcg(60_000 + k).u();
      const { p } = medianEquivalence(differences(5 * k), 'exact', margin);
      // SciPy and R take some tails from 1 - p, which leaves nothing of those below about 1e-16.
      expectAgreement([p], [printed], `case ${k}`, { floor: 1e-6 });
      expectAgreement([p], r['medianTost'][k]!, `R ${k}`, { floor: 1e-6 });
    });
  });

  it("power of t tests agrees with statsmodels and with R's power.t.test", () => {
    eachOf(scipy.t_power, (printed, k) => {
      const g = lcg(70_000 + k);
      const [n, d] = [3 + g.below(200), 2 * g.u()];
      const two = tPower(d * Math.sqrt(n), n - 1, { alpha: 0.05, sides: 2 });
      const one = tPower(d * Math.sqrt(n), n - 1, { alpha: 0.01, sides: 1 });
      expectAgreement([two, one], printed.slice(0, 2), `case ${k}`);
      // pt() of R is accurate to about 1e-12 absolute, and switches to an approximation at large noncentrality.
      expectAgreement([two, one], r['tPower'][k]!, `R ${k}`, { tolerance: 1e-8 });
    });
  });

  it('power of two one-sided tests agrees with its integral', () => {
    eachOf(scipy.equivalence_power, (printed, k) => {
      const g = lcg(80_000 + k);
      const df = 2 + g.below(100);
      const margin = 1 + 5 * g.u();
      expectAgreement([equivalencePower(margin, g.u(), df, 0.05)], [printed], `case ${k}`, { floor: 1e-2 });
    });
  });
});

describe('clustered mean', () => {
  it("is CR2 by its matrix definition, and R's clubSandwich's", () => {
    eachOf(scipy.cr2, (printed, k) => {
      const d = differencesOf(arms(k));
      const { value, standardError, df, p } = clusteredMean(d, labelsOf(clusters(k, d.length)));
      const values = [value, standardError, df, p.twoSided];
      expectAgreement(values, printed, `case ${k}`, { floor: 1e-3 });
      const other = r['cr2'][k];
      if (other) expectAgreement(values, other, `clubSandwich ${k}`, { tolerance: 1e-8, floor: 1e-3 });
    });
  });
});

describe('Bland-Altman', () => {
  it('agrees with SciPy on bias, limits of agreement and the slope', () => {
    eachOf(scipy.bland_altman, (printed, k) => {
      const { bias, sd, limits, proportional } = blandAltman(...arms(k), 1.96);
      const { value, ci95 } = limits.upper;
      const values = [
        bias.value,
        bias.ci95[0],
        sd,
        value,
        ci95[0],
        proportional!.slope.value,
        proportional!.p,
      ];
      expectAgreement(values, printed, `case ${k}`, { floor: 1e-2 });
    });
  });
});
