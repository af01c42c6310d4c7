import { expect } from 'chai';
import { mean, standardDeviation } from '../../harness/numeric/moments.ts';
import { median } from '../../harness/numeric/quantile.ts';
import { indexSource } from '../../harness/numeric/random-indices.ts';
import { stream } from '../../harness/numeric/stream.ts';
import { blandAltman } from '../../harness/statistics/bland-altman.ts';
import { clusteredAgreement } from '../../harness/statistics/bland-altman-clusters.ts';
import { type BootstrapOptions, bootstrap } from '../../harness/statistics/bootstrap.ts';
import { bcaInterval, percentileInterval } from '../../harness/statistics/bootstrap-interval.ts';
import { type BandPoint, fitBand } from '../../harness/statistics/fit-band.ts';
import { linearFit } from '../../harness/statistics/linear-fit.ts';
import { ratioOfMeans } from '../../harness/statistics/ratio.ts';
import { resampledClusterMeans, resampledMeans } from '../../harness/statistics/resampling.ts';
import { screen } from '../../harness/statistics/screening.ts';
import { varianceComponents } from '../../harness/statistics/variance-components.ts';

/** All draws of n from n, with replacement. */
const drawsOf = (n: number): readonly (readonly number[])[] =>
  Array.from({ length: n ** n }, (_, code) =>
    Array.from({ length: n }, (_, i) => Math.floor(code / n ** i) % n),
  );
const inDigits = (value: number) => value.toPrecision(10);

/** Three pairs far from 0, of two subjects. */
const [x, y] = [Float64Array.of(130, 145, 161), Float64Array.of(20, 31, 43)];
const ids = ['a', 'b', 'c'];
const d = x.map((value, i) => value - y[i]!);
const at = (values: Float64Array, places: readonly number[]) => Float64Array.from(places, (i) => values[i]!);

describe('every replicate of a bootstrap is the statistic of a resample, and every resample is drawn', () => {
  const members = [[0, 2], [1]];
  for (const statistic of ['mean', 'median'] as const) {
    const take = { mean, median }[statistic];
    const every: Readonly<Record<'paired' | 'independent' | 'cluster', readonly number[]>> = {
      paired: drawsOf(3).map((draw) => take(at(d, draw))),
      independent: drawsOf(3).flatMap((own) =>
        drawsOf(3).map((other) => take(at(x, own)) - take(at(y, other))),
      ),
      cluster: drawsOf(2).map((draw) =>
        take(
          at(
            d,
            draw.flatMap((g) => members[g]!),
          ),
        ),
      ),
    };
    for (const [scheme, wanted] of Object.entries(every))
      it(`${statistic}, ${scheme}`, () => {
        const { replicates } = bootstrap({ ids, clusters: ['s', 't', 's'], x, y }, {
          statistic,
          scheme,
          interval: 'percentile',
          resamples: 6000,
          seed: 3,
          confidence: 0.95,
        } as BootstrapOptions);
        expect(new Set(Array.from(replicates, inDigits))).to.deep.equal(new Set(wanted.map(inDigits)));
      });
  }

  it('with its standard error, of images and of clusters', () => {
    const [replicates, errors] = [new Float64Array(400), new Float64Array(400)];
    const told = () =>
      new Set(Array.from(replicates, (value, r) => `${inDigits(value)} ${inDigits(errors[r]!)}`));
    resampledMeans(d, indexSource(stream(1, 'means')), replicates, errors);
    const of = (values: Float64Array) =>
      `${inDigits(mean(values))} ${inDigits(standardDeviation(values, 1) / Math.sqrt(values.length))}`;
    expect(told()).to.deep.equal(new Set(drawsOf(3).map((draw) => of(at(d, draw)))));

    const [sums, sizes] = [Float64Array.of(200, 140, 95), Float64Array.of(2, 1, 1)];
    resampledClusterMeans({ sums, sizes }, indexSource(stream(1, 'clusters')), replicates, errors);
    const ofClusters = (draw: readonly number[]) => {
      const [total, size] = [sums, sizes].map((all) => at(all, draw).reduce((a, b) => a + b, 0));
      const ratio = total! / size!;
      const squares = draw.reduce((sum, g) => sum + (sums[g]! - ratio * sizes[g]!) ** 2, 0);
      return `${inDigits(ratio)} ${inDigits(Math.sqrt((squares * 3) / 2) / size!)}`;
    };
    expect(told()).to.deep.equal(new Set(drawsOf(3).map(ofClusters)));
  });

  it('of agreement too: limits, their components and the slope of the subjects drawn', () => {
    const clusters = ['s', 't', 's', 'u', 't', 's'];
    const [a, b] = [Float64Array.of(131, 145, 161, 150, 120, 158), Float64Array.of(20, 31, 43, 35, 14, 50)];
    const places = ['s', 't', 'u'].map((name) => clusters.flatMap((own, i) => (own === name ? [i] : [])));
    const wanted = drawsOf(3).map((draw) => {
      const drawn = draw.flatMap((g) => places[g]!);
      const [p, q] = [at(a, drawn), at(b, drawn)];
      const apart = p.map((value, i) => value - q[i]!);
      const bias = mean(apart);
      const reach = 1.96 * standardDeviation(apart, 1);
      const parts = draw.map((g) => at(a, places[g]!).map((value, i) => value - b[places[g]![i]!]! - bias));
      const { between, within } = varianceComponents({
        sizes: parts.map((part) => part.length),
        sums: parts.map((part) => part.reduce((sum, value) => sum + value, 0)),
        squares: parts.flatMap((part) => [...part]).reduce((sum, value) => sum + value ** 2, 0),
      });
      const both = 1.96 * Math.sqrt(between + within);
      const means = p.map((value, i) => (value + q[i]!) / 2);
      const slope = new Set(means).size > 1 ? linearFit(means, apart).slope.value : Number.NaN;
      return [bias, bias - reach, bias + reach, bias - both, bias + both, slope];
    });
    const met = new Set<number>();
    for (let seed = 0; seed < 60; seed++) {
      const { bias, limits, components, proportional } = clusteredAgreement(
        blandAltman(a, b, 1.96),
        a,
        b,
        clusters,
        { multiplier: 1.96, resamples: 1, seed },
      );
      const found = [
        bias,
        limits.lower,
        limits.upper,
        components!.limits.lower,
        components!.limits.upper,
        proportional!.slope,
      ].map(({ ci95: [low, high] }) => {
        expect(low).to.equal(high);
        return low;
      });
      const place = wanted.findIndex((own) =>
        own.slice(0, 5).every((value, k) => Math.abs(value - found[k]!) < 1e-6),
      );
      expect(place, `seed ${seed}: ${found}`).to.be.at.least(0);
      // Of one subject with one pair, drawn again and again, there is no slope: it counts as the estimate.
      const slope = wanted[place]![5]!;
      const estimate = blandAltman(a, b, 1.96).proportional!.slope.value;
      expect(found[5]).to.be.closeTo(Number.isNaN(slope) ? estimate : slope, 1e-6);
      met.add(place);
    }
    expect(met.size).to.be.at.least(7);
  });

  /** What intervals of one resample are for many seeds: their two ends are one. */
  const alone = (ends: (seed: number) => readonly [number, number]) =>
    new Set(
      Array.from({ length: 120 }, (_, seed) => {
        const [low, high] = ends(seed);
        expect(low).to.equal(high);
        return inDigits(low);
      }),
    );

  it('of a ratio, whose columns are drawn together', () => {
    const wanted = drawsOf(3).map((draw) => inDigits(mean(at(x, draw)) / mean(at(y, draw))));
    const found = alone((seed) => ratioOfMeans({ ids, clusters: ids, x, y }, 1, seed).ci95);
    expect([...found].filter((value) => !wanted.includes(value))).to.deep.equal([]);
    expect(found.size).to.be.at.least(9);
  });

  it('of a line at any place, but of points that give none', () => {
    const lines = drawsOf(3).filter((draw) => new Set(draw).size > 1);
    for (const place of [0, 143, 300]) {
      const wanted = lines.map((draw) => {
        const { slope, intercept } = linearFit(at(x, draw), at(y, draw));
        return inDigits(intercept.value + slope.value * place);
      });
      const found = alone((seed) => {
        const [{ low, high }] = fitBand(x, y, [place], 1, seed) as [BandPoint];
        return [low, high];
      });
      expect(found, `at ${place}`).to.deep.equal(new Set(wanted));
    }
  });

  it('of a choice: what it costs, and what the worst would have cost, in the subjects drawn', () => {
    const behind = {
      clusters: ['s', 't', 'u'],
      x: [x, x.map((value) => 291 - value), x.map((value) => value - 30)],
      y: [Float64Array.of(1, 5, 2), Float64Array.of(4, 0, 3), Float64Array.of(2, 2, 9)],
    };
    const sample = {
      ids: ['a', 'b', 'c'],
      clusters: ['a', 'b', 'c'],
      x: Float64Array.from(behind.x, mean),
      y: Float64Array.from(behind.y, mean),
      behind,
    };
    const wanted = drawsOf(3).map((draw) => {
      const [xs, ys] = [behind.x, behind.y].map((columns) => columns.map((own) => mean(at(own, draw))));
      const [most, least] = [Math.max(...xs!), Math.min(...xs!)];
      const best = Math.max(...ys!);
      return [best - ys![xs!.indexOf(most)]!, best - ys![xs!.indexOf(least)]!].map(inDigits);
    });
    for (const [k, name] of (['regret', 'stake'] as const).entries()) {
      const found = alone((seed) => screen(sample, 1, seed)[name].ci95!);
      expect(
        [...found].filter((value) => !wanted.some((own) => own[k] === value)),
        name,
      ).to.deep.equal([]);
      expect(found.size).to.be.at.least(3);
    }
    const shares = Array.from({ length: 60 }, (_, seed) => screen(sample, 1, seed));
    for (const { hitRate, regret } of shares) expect(hitRate).to.equal(Number(regret.ci95![0] === 0));
  });
});

describe('the BCa interval', () => {
  const even = [Float64Array.of(1, 2, 3)];

  it('is that of percentiles where replicates lie evenly about the estimate, those at it half on either side', () => {
    for (const sorted of [
      [1, 2, 2, 2, 3],
      [1, 1, 3, 3],
      [1, 2, 2, 3],
      [1, 2 - 1e-14, 2 + 1e-14, 2, 3],
    ].map((all) => Float64Array.from(all).sort())) {
      const [low, high] = bcaInterval(sorted, 2, even, 0.8);
      const [wantedLow, wantedHigh] = percentileInterval(sorted, 0.8);
      expect(low).to.be.closeTo(wantedLow, 1e-9);
      expect(high).to.be.closeTo(wantedHigh, 1e-9);
    }
  });

  it('is not there where all replicates lie on one side, and takes a constant jackknife for no skew', () => {
    expect(() => bcaInterval(Float64Array.of(3, 4), 2, even, 0.9)).to.throw(
      'BCa interval: expected replicates on both sides of the estimate, got all of them on one',
    );
    const sorted = Float64Array.of(1, 2, 3);
    expect(bcaInterval(sorted, 2, [new Float64Array(3)], 0.8)).to.deep.equal(
      bcaInterval(sorted, 2, even, 0.8),
    );
  });
});
