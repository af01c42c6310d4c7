import type { ResultUnits } from '../numeric/unit.ts';
import { procedureNamed } from '../statistics/catalogue.ts';
import { cautionsOf } from '../statistics/cautions.ts';
import { readTies, type Ties } from '../statistics/decimal-ties.ts';
import type { Cell } from './cell.ts';
import type { StatisticDeclaration } from './experiment.ts';
import { cellLevels } from './grouping-level.ts';
import { type ComparedGrouping, inSubjectGroups } from './in-subject-groups.ts';
import type { Row } from './row.ts';
import { indexRows, sampleFor } from './series.ts';

/** What n may count other than images: resamples of them, points that are their means, losses of a training. */
export type Counted = 'resamples' | 'points' | 'losses';

/** A statistic of one group, with what it was computed from. */
export interface StatisticResult {
  readonly id: string;
  readonly title: string;
  /** Level by factor of the group; empty where the statistic is over all. */
  readonly group: Readonly<Record<string, string>>;
  readonly procedure: string;
  /** The complete options it ran with. */
  readonly options: Readonly<Record<string, unknown>>;
  readonly n: number;
  readonly subjects: number;
  /** What n counts where it is not images. */
  readonly counts?: Counted;
  /** Why its intervals are to be taken with care. */
  readonly cautions?: readonly string[];
  readonly result: Readonly<Record<string, unknown>>;
  /** The unit of each number of the result. */
  readonly units: ResultUnits;
}

/** A statistic with the groups that it is computed for, and the units of what it gives. */
export type GroupedStatistic = StatisticDeclaration & {
  readonly groups: readonly Readonly<Record<string, string>>[];
  readonly units: ResultUnits;
  /** Of each group, the groups of subjects that it compares; absent where it compares none. */
  readonly groupings?: readonly ComparedGrouping[];
  /** What its samples are, where they are not images. */
  readonly counts?: 'losses';
};

/**
 * The statistics over rows, each once per group.
 * @param ties how equal differences are told: computed scores are doubles, those of a file may be decimals
 */
export function computeStatistics(
  statistics: readonly GroupedStatistic[],
  cells: readonly Cell[],
  rows: readonly Row[],
  seed: number,
  ties: Ties,
): readonly StatisticResult[] {
  const scores = indexRows(rows);
  return statistics.flatMap((statistic) =>
    statistic.groups.map((group, i) => {
      const procedure = procedureNamed(statistic.procedure);
      const seeded = 'seed' in procedure.options && !('seed' in statistic.options);
      const grouping = statistic.groupings?.[i];
      const options = procedure.resolve({
        ...statistic.options,
        ...(seeded && { seed }),
        ...(grouping && { groupings: grouping.among }),
      });
      const all = sampleFor(statistic, cellLevels(group), cells, scores, ties);
      const sample = grouping ? inSubjectGroups(all, grouping, placeOf(statistic.id, group)) : all;
      const cautions = statistic.points ? [] : cautionsOf(procedure, sample, options);
      return {
        id: statistic.id,
        title: statistic.title,
        group,
        procedure: statistic.procedure,
        options: options as Record<string, unknown>,
        n: sample.ids.length,
        subjects: statistic.points ? subjectsIn(rows, cells, group) : new Set(sample.clusters).size,
        ...(procedure.kind === 'replicates' && { counts: 'resamples' as const }),
        ...(statistic.points && { counts: 'points' as const }),
        ...(statistic.counts && { counts: statistic.counts }),
        ...(cautions.length > 0 && { cautions }),
        result: readTies(procedure, sample, options, ties).result as Record<string, unknown>,
        units: statistic.units,
      };
    }),
  );
}

function placeOf(id: string, group: Readonly<Record<string, string>>): string {
  return [`statistic ${id}`, ...Object.values(group)].join(' ');
}

/** Behind the points of a curve stand all images of the group. */
function subjectsIn(
  rows: readonly Row[],
  cells: readonly Cell[],
  group: Readonly<Record<string, string>>,
): number {
  const own = new Set(
    cells
      .filter((cell) => Object.entries(group).every(([factor, level]) => cell.levels[factor] === level))
      .map((cell) => cell.id),
  );
  return new Set(rows.filter((row) => own.has(row.cell)).map((row) => row.subject)).size;
}
