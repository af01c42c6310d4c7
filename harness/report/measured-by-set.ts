import { valueAt } from '../claims/json-pointer.ts';
import { type Unit, unitAt } from '../numeric/unit.ts';
import type { StatisticResult } from '../pipeline/compute-statistics.ts';
import { groupingLevel } from '../pipeline/grouping-level.ts';
import type { Quantity } from './family.ts';

/** A number with its interval and unit. */
export interface Measured {
  readonly value: number;
  readonly interval: readonly [low: number, high: number];
  readonly unit: Unit;
}

/** The statistics of an experiment, by its id; none where it was not run. */
export type StatisticsOf = (experiment: string) => readonly StatisticResult[];

/** What a quantity is on each data set that has it; of groups of subjects, in each grouping of the set: `brain by sex`. */
export function measuredBySet(
  { experiment, statistic, interval = '/ci95' }: Quantity,
  statisticsOf: StatisticsOf,
): ReadonlyMap<string, Measured> {
  return new Map(
    statisticsOf(experiment)
      .filter(({ id }) => id === statistic)
      .flatMap((result) => {
        const { dataset, [groupingLevel]: grouping } = result.group;
        const set = grouping === undefined ? dataset : `${dataset} by ${grouping}`;
        const measured = measuredIn(result, interval);
        return set === undefined || measured === undefined ? [] : [[set, measured] as const];
      }),
  );
}

function measuredIn({ result, units }: StatisticResult, pointer: string): Measured | undefined {
  const [low, high] = [valueAt(result, `${pointer}/0`), valueAt(result, `${pointer}/1`)];
  if (typeof low !== 'number' || typeof high !== 'number') return undefined;
  for (const name of ['mean', 'value', 'r']) {
    const beside = pointer.replace(/[^/]*$/, name);
    const value = valueAt(result, beside);
    if (typeof value === 'number') return { value, interval: [low, high], unit: unitAt(units, beside) };
  }
  return undefined;
}
