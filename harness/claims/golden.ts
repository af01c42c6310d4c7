import type { Evidence } from './evidence.ts';
import { valueAt } from './json-pointer.ts';
import { accepted, type Tolerance } from './tolerance.ts';
import { isWorse, type Outcome, type Tier, type Verdict } from './verdict.ts';

/** The golden values of one statistic in one group. */
export interface GoldenStatistic {
  readonly statistic: string;
  readonly group: Readonly<Record<string, string>>;
  readonly tolerance: Tolerance;
  /** Where networks were trained anew, instead of taken as they ship. */
  readonly retrained?: Tolerance;
  /** By JSON pointer into the statistic's result: the value, or the values of several seeds' runs. */
  readonly expected: Readonly<Record<string, number | readonly number[]>>;
}

export interface GoldenValues {
  readonly experiment: string;
  /** The seed, or those of the raw runs: then any other must come near, too. */
  readonly seed: number | readonly number[];
  readonly values: readonly GoldenStatistic[];
}

export interface GoldenVerdict {
  readonly claim: string;
  readonly part: string;
  readonly tier: Tier;
  readonly outcome: Outcome;
}

export interface Deviation {
  readonly where: string;
  readonly expected: string;
  readonly got: string;
  readonly tolerance: string;
}

/**
 * Compares statistics with their golden values; what is expected and absent is a deviation too.
 * @param retrained whether networks behind them were trained in this run
 */
export function compareGolden(
  golden: GoldenValues,
  statistics: readonly Evidence[],
  retrained: boolean,
): { readonly compared: number; readonly deviations: readonly Deviation[] } {
  const deviations: Deviation[] = [];
  let compared = 0;
  for (const { statistic, group, expected, ...entry } of golden.values) {
    const tolerance = (retrained && entry.retrained) || entry.tolerance;
    const found = statistics.find(
      (candidate) => candidate.id === statistic && sameGroup(candidate.group, group),
    );
    for (const [pointer, value] of Object.entries(expected)) {
      compared += 1;
      const observed = found && valueAt(found.result, pointer);
      const [low, high] = accepted(value, tolerance);
      if (typeof observed === 'number' && observed >= low && observed <= high) continue;
      deviations.push({
        where: [golden.experiment, statistic, ...Object.values(group)].join(' ') + pointer,
        expected: String(typeof value === 'number' ? value : mean(value)),
        got: observed === undefined ? 'nothing: the statistic is not computed' : String(observed),
        tolerance: `${tolerance.kind} ${tolerance.size}: ${low} .. ${high} (${tolerance.reason})`,
      });
    }
  }
  return { compared, deviations };
}

/** The verdicts that differ from the golden ones, in the tiers that were judged. */
export function compareVerdicts(
  golden: readonly GoldenVerdict[],
  verdicts: readonly Verdict[],
): readonly { claim: string; part: string; tier: Tier; expected: Outcome; got: Outcome; worse: boolean }[] {
  return verdicts.flatMap(({ claim, part, tier, outcome }) => {
    const before = golden.find(
      (entry) => entry.claim === claim && entry.part === part && entry.tier === tier,
    );
    if (!before || before.outcome === outcome) return [];
    return [
      { claim, part, tier, expected: before.outcome, got: outcome, worse: isWorse(before.outcome, outcome) },
    ];
  });
}

/** Every finite number of a statistic's result, by JSON pointer. */
export function numbersIn(
  result: unknown,
  pointer = '',
): readonly (readonly [pointer: string, value: number])[] {
  if (typeof result === 'number') return Number.isFinite(result) ? [[pointer, result]] : [];
  if (typeof result !== 'object' || result === null) return [];
  return Object.entries(result).flatMap(([key, value]) =>
    numbersIn(value, `${pointer}/${key.replaceAll('~', '~0').replaceAll('/', '~1')}`),
  );
}

function sameGroup(a: Readonly<Record<string, string>>, b: Readonly<Record<string, string>>): boolean {
  const keys = Object.keys(a);
  return keys.length === Object.keys(b).length && keys.every((key) => a[key] === b[key]);
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
