import { valueAt } from '../claims/json-pointer.ts';
import type { StatisticResult } from '../pipeline/compute-statistics.ts';
import type { ExperimentOutcome } from './experiment-outcome.ts';
import type { Condition, Mechanism } from './family.ts';

/** What is said of mechanisms is read from. */
export type Evidence = readonly Pick<ExperimentOutcome, 'experiment' | 'statistics'>[];

/** The sentence with the data sets on which all its conditions hold; undefined where there is none. */
export function sentenceOf({ when, sentence }: Mechanism, experiments: Evidence): string | undefined {
  const sets = when
    .map((condition) => setsWhere(condition, experiments))
    .reduce((both, next) => both.filter((set) => next.includes(set)));
  return sets.length > 0 ? sentence.replace('{sets}', listOf(sets)) : undefined;
}

function setsWhere(condition: Condition, experiments: Evidence): readonly string[] {
  const statistics = experiments.find(({ experiment }) => experiment.id === condition.experiment)?.statistics;
  return (statistics ?? [])
    .filter((result) => result.id === condition.statistic && holds(condition, result))
    .flatMap(({ group }) => group['dataset'] ?? []);
}

function holds(
  { interval = '/ci95', above = -Infinity, below = Infinity }: Condition,
  { result }: StatisticResult,
): boolean {
  const [low, high] = [valueAt(result, `${interval}/0`), valueAt(result, `${interval}/1`)];
  if (typeof low !== 'number' || typeof high !== 'number') return false;
  return low > above && high < below;
}

function listOf(names: readonly string[]): string {
  const last = names.at(-1)!;
  return names.length === 1 ? last : `${names.slice(0, -1).join(', ')} and ${last}`;
}
