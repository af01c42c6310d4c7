import { expect } from 'chai';
import { clusteredMean } from '../../harness/statistics/clustered.ts';
import { eachAlone } from '../../harness/statistics/clustering.ts';
import { pearson } from '../../harness/statistics/correlation.ts';
import { linearFit } from '../../harness/statistics/linear-fit.ts';
import { signedRank } from '../../harness/statistics/signed-rank.ts';
import { spearman } from '../../harness/statistics/spearman.ts';
import { twoProportionZ } from '../../harness/statistics/two-proportion-z.ts';
import { eachOf, expectAgreement } from './expect-agreement.ts';
import { lcg, oracles, type Printed } from './oracle-inputs.ts';

const exact =
  oracles<Record<'correlation' | 'mean_test' | 'proportion_test' | 'signed_rank', Printed[][]>>(
    'statistics-extremes',
  );

/** As in golden/oracles/statistics-extremes.py. */
function extremes(k: number): readonly [Float64Array, Float64Array] {
  const g = lcg(110_000 + k);
  const n = 3 + g.below(60);
  const noise = 2 ** -(k % 31);
  const slope = g.u() < 0.5 ? -1.5 : 0.75;
  const x = Float64Array.from({ length: n }, () => 25 + g.bell());
  return [x, x.map((value) => slope * value + noise * g.bell() + 3)];
}

describe('extreme evidence against 60 digits', () => {
  it('keeps the p of correlations and lines that are within rounding of 1', () => {
    expect(exact.correlation.some(([, log]) => log! < -300)).to.equal(true);
    eachOf(exact.correlation, ([r, log10p, residualSd], k) => {
      const [x, y] = extremes(k);
      const [a, line] = [pearson(x, y), linearFit(x, y)];
      expectAgreement([a.r, a.log10p, line.log10p], [r, log10p, log10p], `case ${k}`);
      // Residuals of 1e-9 of values about 25: half of the digits are theirs.
      expectAgreement([line.residualSd], [residualSd], `line ${k}`, { tolerance: 1e-6 });
    });
  });

  it('keeps the logarithm of p far below the least double: t, two proportions, signed ranks', () => {
    eachOf(exact.mean_test, (printed, k) => {
      const y = extremes(k)[1];
      const ids = Array.from(y, (_, i) => String(i));
      const { t, log10p } = clusteredMean(y, eachAlone(ids));
      expectAgreement([t, log10p.twoSided], printed, `t ${k}`);
    });
    eachOf(exact.proportion_test, (printed, k) => {
      const g = lcg(120_000 + k);
      const [n1, n2] = [1000 + g.below(10 ** 7), 1000 + g.below(10 ** 7)];
      const [a, b] = [g.below(n1), g.below(n2)];
      const { z, log10p } = twoProportionZ(a / n1, n1, b / n2, n2);
      expectAgreement([z, log10p.twoSided], printed, `z ${k}`);
    });
    eachOf(exact.signed_rank, (printed, k) => {
      const n = 10 + lcg(130_000 + k).below(10 ** 4);
      const d = Float64Array.from({ length: n }, (_, i) => i + 1);
      const { z, log10p } = signedRank(d, { method: 'asymptotic', zeros: 'wilcox', correction: false });
      expectAgreement([z, log10p.twoSided], printed, `signed rank ${k}`);
    });
    const far = [exact.mean_test, exact.proportion_test, exact.signed_rank].map((rows) =>
      Math.min(...rows.map(([, log]) => log!)),
    );
    expect(far[0]).to.be.below(-100);
    expect(Math.max(far[1], far[2])).to.be.below(-300);
  });
});

describe('correlation of few points that agree entirely', () => {
  const x = Float64Array.of(1, 2, 4, 8, 16, 32, 64);

  it('has a Spearman p of two orders in 7!, and an interval that seven ranks can bear', () => {
    const { rho, p, ci95, method } = spearman(x, x.map(Math.sqrt));
    expect([rho, method]).to.deep.equal([1, 'exact']);
    expect(p).to.be.closeTo(2 / 5040, 1e-15);
    expect(ci95![0]).to.be.within(0.5, 0.9);
    expect(ci95![1]).to.equal(1);
    const turned = spearman(
      x,
      x.map((v) => -v),
    );
    expect(turned.ci95).to.deep.equal([-ci95![1], -ci95![0]]);
  });

  it('never says p 0 of ranks, however many', () => {
    const many = Float64Array.from({ length: 30 }, (_, i) => i);
    expect(spearman(many, many).log10p).to.be.closeTo(Math.log10(2) - 32.42366007, 1e-6);
  });

  it('is sure of a line only where rounding leaves nothing else', () => {
    const line = (noise: number) =>
      pearson(
        x,
        x.map((v, i) => 0.1 * v + 0.3 + noise * (i % 2)),
      );
    expect(line(0)).to.deep.include({ p: 0, log10p: -Infinity });
    expect(line(1e-9).log10p).to.be.within(-50, -20);
  });
});
