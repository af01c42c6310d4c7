import { eachAlone, groupsOf, membersOf } from '../clustering.ts';
import { type Correlation, pearson, withinGroups } from '../correlation.ts';
import { armsOf, assertSample } from '../differences.ts';
import { type Kendall, kendall } from '../kendall.ts';
import { type LeaveOut, leaveOut } from '../leave-out.ts';
import { resolveOptions } from '../options.ts';
import type { Procedure } from '../procedure.ts';
import { type Spearman, spearman } from '../spearman.ts';
import { ownUnits } from '../units.ts';

interface Result {
  readonly n: number;
  readonly pearson: Correlation;
  readonly spearman: Spearman;
  readonly kendall: Kendall;
  /** Pearson's with each point left out in turn; null where too few remain. */
  readonly leaveOneOut: LeaveOut | null;
  /** With each cluster left out; null where clusters do not repeat. */
  readonly leaveOneGroupOut: LeaveOut | null;
  /** Within clusters, each value less its cluster's mean; null where clusters do not repeat. */
  readonly within: Correlation | null;
}

/** How two columns go together, and how much of that hangs on single points or groups. */
export const correlation: Procedure<object, Result> = {
  name: 'correlation',
  title: 'Correlation of two columns',
  description:
    "Pearson's, Spearman's and Kendall's correlation with p and intervals, with each point and each cluster left out in turn, and within clusters.",
  kind: 'correlation',
  columns: 'both',
  clusters: () => true,
  ties: () => false,
  takes: () => ownUnits,
  units: () => ({
    n: '1',
    pearson: '1',
    spearman: '1',
    kendall: '1',
    leaveOneOut: '1',
    leaveOneGroupOut: '1',
    within: '1',
  }),
  options: {},
  cautions({ x, clusters, behind }) {
    const subjects = new Set(clusters).size;
    if (behind || subjects === 1 || subjects === x.length) return [];
    return [
      `all but within and leaveOneGroupOut takes ${x.length} observations of ${subjects} subjects for independent ones: intervals and p values claim too much`,
    ];
  },
  resolve: (given) => resolveOptions('correlation', {}, given),
  compute(sample) {
    assertSample('correlation', sample, 3);
    const [x, y] = armsOf('correlation', sample);
    const { ids, clusters } = sample;
    const groups = groupsOf(sample);
    const grouped = groups.names.length < x.length;
    return {
      n: x.length,
      pearson: pearson(x, y),
      spearman: spearman(x, y),
      kendall: kendall(x, y),
      leaveOneOut: leaveOut(x, y, grouped ? eachAlone(ids) : groups),
      leaveOneGroupOut: grouped ? leaveOut(x, y, groups) : null,
      within: grouped ? withinGroups(x, y, membersOf(clusters)) : null,
    };
  },
};
