import { valueAt } from '../claims/json-pointer.ts';
import { unitAt } from '../numeric/unit.ts';
import type { StatisticResult } from '../pipeline/compute-statistics.ts';
import type { ExperimentOutcome } from './experiment-outcome.ts';
import type { Condition, Mechanism, Quantity } from './family.ts';
import { formatNumber, withUnit } from './format-number.ts';

/** What is said of mechanisms is read from. */
export type Evidence = readonly Pick<ExperimentOutcome, 'experiment' | 'statistics'>[];

/**
 * What a mechanism says of every data set that has all its quantities, with the values that decided: its question has an
 * answer on each of them, whichever way it goes. Undefined where there is none.
 */
export function mechanismSentence(mechanism: Mechanism, experiments: Evidence): string | undefined {
  const { title, of, print = of.map((_, i) => i), cases, otherwise } = mechanism;
  const found = of.map((quantity) => bySet(quantity, experiments));
  const sets = [...(found[0]?.keys() ?? [])].filter((set) => found.every((each) => each.has(set)));
  const said = new Map<string, string[]>();
  for (const set of sets) {
    const measured = found.map((each) => each.get(set)!);
    const answer = cases.find(({ when }) => when.every((condition) => holds(condition, measured)));
    const finding = answer?.finding ?? otherwise;
    const values = print.map((i) => measured[i].text).join(', ');
    said.set(finding, [...(said.get(finding) ?? []), `${set} (${values})`]);
  }
  const findings = [...cases.map(({ finding }) => finding), otherwise].flatMap((finding) => {
    const named = said.get(finding);
    return named ? [finding.replace('{sets}', listOf(named))] : [];
  });
  return findings.length > 0 ? `${title}: ${findings.join('; ')}.` : undefined;
}

interface Measured {
  readonly interval: readonly [low: number, high: number];
  readonly text: string;
}

function bySet(
  { experiment, statistic, interval = '/ci95' }: Quantity,
  experiments: Evidence,
): ReadonlyMap<string, Measured> {
  const statistics = experiments.find((each) => each.experiment.id === experiment)?.statistics ?? [];
  return new Map(
    statistics
      .filter(({ id }) => id === statistic)
      .flatMap((result) => {
        const set = result.group['dataset'];
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
    if (typeof value !== 'number') continue;
    return { interval: [low, high], text: withUnit(formatNumber(value), unitAt(units, beside)) };
  }
  return undefined;
}

function holds(
  { of, above = -Infinity, below = Infinity }: Condition,
  measured: readonly Measured[],
): boolean {
  const [low, high] = measured[of].interval;
  return low > above && high < below;
}

function listOf(names: readonly string[]): string {
  const last = names.at(-1)!;
  return names.length === 1 ? last : `${names.slice(0, -1).join(', ')} and ${last}`;
}
