import { ascendingValues } from '../../numeric/ascending-order.ts';
import { mean, standardDeviation } from '../../numeric/moments.ts';
import { quantileSorted } from '../../numeric/quantile.ts';
import { studentTQuantile } from '../../numeric/student-t.ts';
import { clusterCount } from '../clustering.ts';
import { assertSample, differencesOf } from '../differences.ts';
import { intervalLevel } from '../interval-level.ts';
import { resolveOptions } from '../options.ts';
import type { Procedure } from '../procedure.ts';
import { oneUnit } from '../units.ts';

interface Result {
  readonly n: number;
  readonly clusters: number;
  readonly mean: number;
  /** Student's interval of the mean. */
  readonly ci95: readonly [low: number, high: number];
  /** n - 1. */
  readonly sd: number;
  readonly median: number;
  readonly min: number;
  readonly max: number;
  /** By linear interpolation (type 7). */
  readonly quantiles: Readonly<Record<'2.5%' | '25%' | '75%' | '97.5%', number>>;
}

/** A column, or the differences of two, in numbers. */
export const summary: Procedure<object, Result> = {
  name: 'summary',
  title: 'Summary of a column or of differences',
  description:
    "A column, or the differences of two, in numbers: mean with Student's 95 % interval, sd, median, extremes and quantiles.",
  kind: 'summary',
  columns: 'differences',
  clusters: () => false,
  ties: () => false,
  takes: () => oneUnit,
  units: () => ({
    n: '1',
    clusters: '1',
    mean: 'x',
    ci95: 'x',
    sd: 'x',
    median: 'x',
    min: 'x',
    max: 'x',
    quantiles: 'x',
  }),
  options: {},
  resolve: (given) => resolveOptions('summary', {}, given),
  compute(sample) {
    assertSample('summary', sample, 2);
    const sorted = ascendingValues(differencesOf(sample));
    const n = sorted.length;
    const centre = mean(sorted);
    const sd = standardDeviation(sorted, 1);
    const reach = (studentTQuantile((1 + intervalLevel()) / 2, n - 1) * sd) / Math.sqrt(n);
    const at = (p: number) => quantileSorted(sorted, p);
    return {
      n,
      clusters: clusterCount(sample),
      mean: centre,
      ci95: [centre - reach, centre + reach],
      sd,
      median: at(0.5),
      min: sorted[0],
      max: sorted[n - 1],
      quantiles: { '2.5%': at(0.025), '25%': at(0.25), '75%': at(0.75), '97.5%': at(0.975) },
    };
  },
};
