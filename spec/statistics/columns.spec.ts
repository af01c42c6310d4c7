import { expect } from 'chai';
import { procedureNamed } from '../../harness/statistics/catalogue.ts';
import { expectAgreement } from './expect-agreement.ts';
import { arms, lcg, oracles, type Printed } from './oracle-inputs.ts';

const rows = oracles<
  Record<'replicates' | 'screening' | 'flip' | 'ratio', Printed[][]> & {
    summary: [Printed[], Printed[]][];
    front: [number[], number[]][];
  }
>('statistics-columns');

interface Estimated {
  readonly value: number;
  readonly ci95: readonly [number, number];
}

interface Summary extends Record<'mean' | 'sd' | 'median' | 'min' | 'max', number> {
  readonly ci95: readonly [number, number];
  readonly quantiles: Readonly<Record<string, number>>;
}

describe('procedures over columns and points, against independent programs', () => {
  it('summary is that of SciPy, NumPy and statsmodels', () => {
    rows.summary.forEach(([scipy, statsmodels], k) => {
      const { mean, ci95, sd, median, min, max, quantiles } = compute<Summary>('summary', arms(k));
      const values = [mean, ...ci95, sd, median, min, max, ...Object.values(quantiles)];
      expectAgreement(values, scipy, `case ${k}`, { floor: 1e-2 });
      expectAgreement(values, statsmodels, `statsmodels ${k}`, { floor: 1e-2 });
    });
  });

  it("replicates have NumPy's mean, percentiles and deviation", () => {
    rows.replicates.forEach((printed, k) => {
      const found = compute<Estimated & { standardError: number }>('replicates', [arms(k)[0]]);
      const values = [found.value, ...found.ci95, found.standardError];
      expectAgreement(values, printed, `case ${k}`, { floor: 1e-2 });
    });
  });

  it('front is that of paretoset, ties included, whichever way is better', () => {
    rows.front.forEach(([maxMin, minMin], k) => {
      for (const [options, wanted] of [
        [{ x: 'higher', y: 'lower' }, maxMin],
        [{ x: 'lower', y: 'lower' }, minMin],
      ] as const) {
        const { onFront } = compute<{ onFront: Record<string, Estimated> }>('front', arms(k), options);
        const found = ids(wanted.length).map((id) => onFront[id].value);
        expect(found, `case ${k}`).to.deep.equal(wanted);
      }
    });
  });

  it("screening chooses as pandas' idxmax does, with its costs", () => {
    rows.screening.forEach((printed, k) => {
      const found = compute<{ chosen: string; best: string; regret: Estimated; stake: Estimated }>(
        'screening',
        arms(k),
      );
      const values = [Number(found.chosen), Number(found.best), found.regret.value, found.stake.value];
      expectAgreement(values, printed, `case ${k}`, { floor: 1e-2 });
    });
  });

  it("flip is at the roots of SciPy's piecewise polynomial", () => {
    rows.flip.forEach((printed, k) => {
      const { x, y, at, margin } = sweep(k);
      const found = compute<Record<'value' | 'side' | 'from' | 'to', number>>('flip', [x, y], { at, margin });
      const values = [found.value, found.side, found.from, found.to];
      expectAgreement(values, printed, `case ${k}`, { floor: 1e-2 });
    });
  });

  it("ratio has the interval of SciPy's paired bootstrap, as far as both drew", () => {
    rows.ratio.forEach(([value, low, high], k) => {
      const [x, y] = arms(k);
      const found = compute<Estimated>('ratio', [x, y.map((v) => v + 6)], { resamples: 20_000, seed: k });
      expectAgreement([found.value], [value], `case ${k}`, { floor: 1e-2 });
      // The standard error of a 2.5 % quantile of 20,000 draws is some 1 % of the width; ours has one as well.
      const width = high! - low!;
      expect(Math.abs(found.ci95[0] - low!) / width, `low ${k}`).to.be.below(0.06);
      expect(Math.abs(found.ci95[1] - high!) / width, `high ${k}`).to.be.below(0.06);
    });
  });
});

/** A procedure's result of one or two columns whose pairs are subjects of their own. */
function compute<Result>(name: string, [x, y]: readonly Float64Array[], options: object = {}): Result {
  const procedure = procedureNamed(name);
  const own = ids(x.length);
  const sample = { ids: own, clusters: own, x, ...(y && { y }) };
  return procedure.compute(sample, procedure.resolve({ ...options })) as Result;
}

/** In the order of their numbers, so that the first is also the least. */
function ids(count: number): string[] {
  return Array.from({ length: count }, (_, i) => String(i).padStart(3, '0'));
}

/** As in golden/oracles/statistics-columns.py. */
function sweep(k: number) {
  const g = lcg(120_000 + k);
  const n = 3 + g.below(12);
  let place = -g.u();
  const x = Float64Array.from({ length: n }, () => {
    place += 0.1 + g.u();
    return place;
  });
  const y = x.map(() => g.bell());
  const at = x[0] + g.u() * (x[n - 1] - x[0]);
  const margin = 0.5 * g.u();
  return { x, y, at, margin: k % 3 === 0 ? 0 : margin };
}
