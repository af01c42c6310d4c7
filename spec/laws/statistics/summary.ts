import { expect } from 'chai';
import type { Procedure } from '../../../harness/statistics/procedure.ts';
import { covers, pairs } from './coverage.ts';
import { law } from './law.ts';
import { expectSame, mapped, run } from './sample.ts';

/** The laws of a summary. */
export function summary(procedure: Procedure): void {
  law('follows a shift and a scale', (sample) => {
    const one = run(procedure, sample);
    const other = run(procedure, { ...sample, x: sample.x.map((v) => v + 3) });
    expectSame(
      [other['mean'], other['median'], other['sd']],
      [one['mean'] + 3, one['median'] + 3, one['sd']],
    );
    expectSame(
      run(
        procedure,
        mapped(sample, (v) => 2 * v),
      )['sd'],
      2 * one['sd'],
    );
  });
  law('orders its quantiles', (sample) => {
    const { min, quantiles, median, max } = run(procedure, sample);
    const ascending = [
      min,
      quantiles['2.5%'],
      quantiles['25%'],
      median,
      quantiles['75%'],
      quantiles['97.5%'],
      max,
    ];
    expect(ascending).to.deep.equal(ascending.toSorted((a, b) => a - b));
  });
  covers(procedure, 'of the mean of 12', {
    draw: (random) => pairs(random, { n: 12, shift: 0.3 }),
    intervals: ({ ci95 }) => ({ mean: [ci95, 0.3] }),
  });
}
