import type { SubjectGrouping } from '../../datasets/subject-grouping.ts';
import { InputError } from '../../numeric/input-error.ts';
import type { Cell } from '../cell.ts';
import type { StatisticDeclaration } from '../experiment.ts';
import { groupingLevel } from '../grouping-level.ts';
import { groupsOf } from '../groups.ts';
import type { ComparedGrouping } from '../in-subject-groups.ts';
import { valuesBehind } from '../values-behind.ts';
import { Missing, type PlanContext, playedBy } from './context.ts';

/** A group of a statistic, with the groups of subjects that it compares. */
export interface PlannedGroup {
  readonly group: Readonly<Record<string, string>>;
  readonly grouping?: ComparedGrouping;
  /** Why there are no groups of subjects, where they are asked for. */
  readonly lack?: Missing;
}

/**
 * The groups that a statistic is computed for; with `by` grouping, each once for every grouping that its data set
 * declares of its subjects.
 * @throws InputError where it is of several data sets, whose subjects no one table tells apart.
 */
export function plannedGroups(
  context: PlanContext,
  statistic: StatisticDeclaration,
  cells: readonly Cell[],
  where: string,
): readonly PlannedGroup[] {
  const { by, where: limits = {} } = statistic;
  if (!by.includes(groupingLevel)) return groupsOf(statistic, cells).map((group) => ({ group }));
  const { [groupingLevel]: wanted, ...levels } = limits;
  const factors = by.filter((factor) => factor !== groupingLevel);
  return groupsOf({ by: factors, where: levels }, cells).flatMap((group): readonly PlannedGroup[] => {
    const roles = new Set(valuesBehind(statistic, group, cells, where).map(({ cell }) => cell.dataset));
    if (roles.size !== 1) throw severalSets(where, [...roles]);
    try {
      const groupings = Object.entries(groupingsOf(context, [...roles][0]!)).filter(
        ([name]) => wanted === undefined || wanted.includes(name),
      );
      return groupings.map(([name, grouping]) => ({
        group: { ...group, [groupingLevel]: name },
        grouping: { ...grouping, among: groupings.length },
      }));
    } catch (error) {
      if (!(error instanceof Missing)) throw error;
      return [{ group, lack: error }];
    }
  });
}

/** @throws Missing where the set is not there, says nothing of its subjects, or its table is not there */
function groupingsOf(context: PlanContext, role: string): Readonly<Record<string, SubjectGrouping>> {
  const { profile } = context;
  const id = playedBy(profile.datasets, role, 'the data set', profile);
  const found = context.dataset(id);
  if ('missing' in found) throw new Missing(found.missing);
  const { groups } = found;
  if (groups === undefined)
    throw new Missing(`needs groups of subjects, which the data set ${id} does not declare`);
  if ('missing' in groups) throw new Missing(groups.missing);
  return groups.by;
}

function severalSets(where: string, roles: readonly string[]): InputError {
  return new InputError({
    where,
    expected: 'scores of one data set, whose subjects are compared by group',
    got: roles.join(', '),
    remedy: 'add dataset to its "by", or name one in the contrast',
  });
}
