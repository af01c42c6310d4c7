import { InputError } from '../numeric/input-error.ts';
import { studentTQuantile } from '../numeric/student-t.ts';
import { clusteredMean, tTest } from './clustered.ts';
import { labelsOf } from './clustering.ts';
import type { Estimate } from './estimate.ts';
import { intervalLevel } from './interval-level.ts';
import type { PValues } from './p-values.ts';

/** The difference of two groups' means. */
export interface GroupDifference extends Estimate, PValues {
  readonly means: readonly [first: number, second: number];
  readonly sizes: readonly [first: number, second: number];
  readonly standardError: number;
  readonly df: number;
  readonly t: number;
}

/** Observations of one group, with the subject of each. */
export interface Group {
  readonly values: Float64Array;
  readonly clusters: readonly string[];
}

/**
 * First group's mean less the second's, the groups independent and of any variances (Welch 1947): variances
 * CR2 within each group, so that a subject's images may depend on each other, and degrees of freedom by Welch
 * and Satterthwaite from those of either variance. Where no subject repeats it is Welch's t.
 * @throws InputError for fewer than two clusters in a group, or one that is in both.
 */
export function groupDifference(first: Group, second: Group): GroupDifference {
  const shared = new Set(second.clusters);
  const both = first.clusters.find((cluster) => shared.has(cluster));
  if (both !== undefined) {
    throw new InputError({
      where: 'difference of two groups',
      expected: 'groups without a subject in common',
      got: `${both} in both`,
      remedy: 'compare them as pairs',
    });
  }
  const [a, b] = [first, second].map(({ values, clusters }) => clusteredMean(values, labelsOf(clusters)));
  const [va, vb] = [a.standardError ** 2, b.standardError ** 2];
  const variance = va + vb;
  const standardError = Math.sqrt(variance);
  // Groups without any spread leave no variance to count degrees of freedom for.
  const df = variance > 0 ? variance ** 2 / (va ** 2 / a.df + vb ** 2 / b.df) : a.df + b.df;
  const value = a.value - b.value;
  const reach = studentTQuantile((1 + intervalLevel()) / 2, df) * standardError;
  return {
    value,
    ci95: [value - reach, value + reach],
    means: [a.value, b.value],
    sizes: [first.values.length, second.values.length],
    standardError,
    df,
    ...tTest(value, standardError, df),
  };
}
