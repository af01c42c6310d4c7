import { holm } from './adjustment.ts';
import { clusteredMean } from './clustered.ts';
import { labelsOf } from './clustering.ts';
import type { Estimate } from './estimate.ts';
import { atLevel, intervalLevel } from './interval-level.ts';
import { type Group, groupDifference } from './two-groups.ts';

/** Observations of a group with its name. */
export interface NamedGroup extends Group {
  readonly name: string;
}

/** A group's mean score; its interval, by subjects, is null for a single one. */
export interface SubgroupMean {
  readonly group: string;
  readonly n: number;
  readonly subjects: number;
  readonly mean: number;
  readonly ci95: Estimate['ci95'] | null;
}

/** The first group's mean less the second's; its interval holds together with those of all other pairs. */
export interface SubgroupDifference extends Estimate {
  readonly first: string;
  readonly second: string;
  readonly df: number;
  /** Two-sided, of this pair alone. */
  readonly p: number;
  /** Adjusted by Holm for all pairs, and for all groupings. */
  readonly holm: number;
}

/** Scores by subject group. */
export interface Subgroups {
  readonly groups: readonly SubgroupMean[];
  readonly differences: readonly SubgroupDifference[];
  /** The largest of the differences, on either side, the first of equal ones; null where none could be taken. */
  readonly greatest: SubgroupDifference | null;
  /** Groups of too few subjects to be compared. */
  readonly small: readonly string[];
}

/** Differences are equal that only the rounding of their means tells apart. */
const ROUNDING = 1 + 1e-12;

/**
 * Means of subject groups, and all differences between them: Welch's with variances CR2 in each group, so that a
 * subject's images may depend on each other. Of m pairs, p is adjusted by Holm (1979), and intervals are Bonferroni's,
 * each of 1 - 0.05 / m, so that all hold at once in 95 of 100 samples: that of the greatest difference too, although it
 * was chosen for being so. Of g groupings of the same subjects, both are Bonferroni's once more: p g times, 0.05 / (m g).
 * @param groups a group without observations is too small, and has no mean
 * @param least subjects that a group needs to be compared
 * @param groupings how many groupings are looked at, this one among them
 * @throws InputError for a subject in two groups
 */
export function subgroups(groups: readonly NamedGroup[], least: number, groupings = 1): Subgroups {
  const subjects = groups.map(({ clusters }) => new Set(clusters).size);
  const compared = groups.filter((_, g) => subjects[g]! >= Math.max(2, least));
  const pairs = compared.flatMap((first, i) =>
    compared.slice(i + 1).map((second) => [first, second] as const),
  );
  const each = 1 - (1 - intervalLevel()) / (pairs.length * groupings);
  const found = pairs.map(([first, second]) => {
    const { value, ci95, df, p } = atLevel(each, () => groupDifference(first, second));
    return { first: first.name, second: second.name, value, ci95, df, p: p.twoSided };
  });
  const adjusted = holm(found.map(({ p }) => p));
  const differences = found.map((one, i) => ({
    ...one,
    holm: Math.min(1, groupings * adjusted[i]!),
  }));
  return {
    groups: groups.flatMap((group, g) => (subjects[g]! > 0 ? [meanOf(group, subjects[g]!)] : [])),
    differences,
    greatest: differences.reduce<SubgroupDifference | null>(
      (top, one) => (top === null || Math.abs(one.value) > ROUNDING * Math.abs(top.value) ? one : top),
      null,
    ),
    small: groups.filter((group) => !compared.includes(group)).map(({ name }) => name),
  };
}

function meanOf({ name, values, clusters }: NamedGroup, subjects: number): SubgroupMean {
  const head = { group: name, n: values.length, subjects };
  if (subjects > 1) {
    const { value, ci95 } = clusteredMean(values, labelsOf(clusters));
    return { ...head, mean: value, ci95 };
  }
  return { ...head, mean: values.reduce((total, value) => total + value, 0) / values.length, ci95: null };
}
