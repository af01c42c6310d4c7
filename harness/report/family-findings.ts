import { valueAt } from '../claims/json-pointer.ts';
import type { Outcome, Tier, Verdict } from '../claims/verdict.ts';
import type { StatisticResult } from '../pipeline/stages/statistics.ts';
import type { ExperimentOutcome } from './experiment-outcome.ts';
import type { Condition, Family, Mechanism } from './family.ts';
import type { FamilyView } from './view-model.ts';

type Evidence = readonly Pick<ExperimentOutcome, 'experiment' | 'statistics'>[];

const phrases: readonly (readonly [Outcome, string])[] = [
  ['reproduced', 'in agreement with the paper'],
  ['not reproduced', 'in contradiction to it'],
  ['inconclusive', 'still open'],
];

/**
 * What the experiments found of each family of claims; where they contradict the paper, the mechanisms that their
 * intervals support. Families of which nothing was decided are left out.
 */
export function familyFindings(
  families: readonly Family[],
  verdicts: readonly Verdict[],
  tier: Tier,
  experiments: Evidence,
): readonly FamilyView[] {
  return families.flatMap(({ title, claims, mechanisms = [] }) => {
    const own = verdicts.filter((verdict) => verdict.tier === tier && claims.includes(verdict.claim));
    const decided = phrases.flatMap(([outcome, phrase]) => {
      const named = [...new Set(own.filter((verdict) => verdict.outcome === outcome).map(nameOf))];
      return named.length > 0 ? [`${phrase}: ${named.join(', ')}`] : [];
    });
    if (decided.length === 0) return [];
    const contradicted = own.some(({ outcome }) => outcome === 'not reproduced');
    return [
      {
        title,
        found: `${capital(decided.join('; '))}.`,
        mechanisms: contradicted
          ? mechanisms.flatMap((mechanism) => sentenceOf(mechanism, experiments) ?? [])
          : [],
      },
    ];
  });
}

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

function nameOf({ claim, part }: Verdict): string {
  return part === '' ? claim : `${claim} (${part})`;
}

function capital(text: string): string {
  return text.slice(0, 1).toUpperCase() + text.slice(1);
}
