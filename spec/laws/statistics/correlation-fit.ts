import { expect } from 'chai';
import fc from 'fast-check';
import type { Procedure, Sample } from '../../../harness/statistics/procedure.ts';
import { covers, pairs } from './coverage.ts';
import { law } from './law.ts';
import { expectSame, run, samples, swapped } from './sample.ts';

/** The laws of correlations. */
export function correlation(procedure: Procedure): void {
  const coefficients = (r: Record<string, never>) => {
    const { pearson, spearman, kendall } = r as unknown as Record<string, Record<string, number>>;
    return [pearson['r'], spearman['rho'], kendall['tau'], pearson['p'], spearman['p'], kendall['p']];
  };
  const of = (sample: Sample) => coefficients(run(procedure, sample) as Record<string, never>);
  law('is the same with the columns exchanged', (sample) => {
    expectSame(of(swapped(sample)), of(sample));
  });
  law(
    'is unchanged by a shift or a positive scale of either column, and turned by a negative one',
    (sample) => {
      const result = of(sample);
      expectSame(of({ ...sample, x: sample.x.map((v) => 2 * v + 3) }), result);
      const turned = of({ ...sample, y: sample.y!.map((v) => -v) });
      expectSame(turned, [-result[0], -result[1], -result[2], ...result.slice(3)]);
    },
  );
  law('has coefficients in [-1, 1], and 1 for a column with itself', (sample) => {
    const { rho, ci95 } = run(procedure, sample)['spearman'];
    expect(rho).to.be.within(ci95[0], ci95[1]);
    for (const r of of(sample).slice(0, 3)) expect(r).to.be.within(-1, 1);
    expectSame(of({ ...sample, y: sample.x }).slice(0, 3), [1, 1, 1]);
  });
  it('is undefined, and says so, where a column is constant', () => {
    const [sample] = fc.sample(samples, { numRuns: 1, seed: 3 });
    const flat = { ...sample, y: sample.y!.map(() => 0.1) };
    expect(() => run(procedure, flat)).to.throw(/column y: expected values that vary/);
  });
  covers(procedure, 'Pearson and Spearman of 30 points', {
    draw: (random) => pairs(random, { n: 30, rho: 0.6 }),
    intervals: ({ pearson, spearman }) => ({
      pearson: [pearson.ci95, 0.6],
      spearman: [spearman.ci95, (6 / Math.PI) * Math.asin(0.3)],
    }),
    slack: 0.005,
  });
}

/** The laws of a straight line. */
export function fit(procedure: Procedure): void {
  law('follows a shift and a scale of y', (sample) => {
    const one = run(procedure, sample);
    const other = run(procedure, { ...sample, y: sample.y!.map((v) => 4 * v + 2) });
    expectSame(other['slope'].value, 4 * one['slope'].value);
    expectSame(other['intercept'].value, 4 * one['intercept'].value + 2);
    expectSame([other['r2'], other['residualSd']], [one['r2'], 4 * one['residualSd']]);
  });
  law('explains points on a line entirely', (sample) => {
    const { slope, intercept, r2 } = run(procedure, { ...sample, y: sample.x.map((v) => 3 * v - 1) });
    expectSame([slope.value, intercept.value, r2], [3, -1, 1]);
  });
  law('predicts with an interval that holds the line, and is wider for a new point', (sample) => {
    for (const { value, confidence, prediction } of run(procedure, sample)['predictions']) {
      expect(value).to.be.within(confidence[0], confidence[1]);
      expect(prediction[0]).to.be.at.most(confidence[0]);
      expect(prediction[1]).to.be.at.least(confidence[1]);
    }
  });
  covers(procedure, 'slope, intercept, the line at its least x, and a new point there', {
    // y over x: each given the other has slope rho and a residual variance of 1 - rho^2.
    draw: (random) => pairs(random, { n: 15, rho: 0.6 }),
    intervals: ({ slope, intercept, predictions }, random) => {
      const { x, confidence, prediction } = predictions[0];
      return {
        slope: [slope.ci95, 0.6],
        intercept: [intercept.ci95, 0],
        line: [confidence, 0.6 * x],
        point: [prediction, 0.6 * x + 0.8 * random.normal()],
      };
    },
  });
}
