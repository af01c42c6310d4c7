import type { Outcome, Tier, Verdict } from '../../claims/verdict.ts';
import { numbersIn } from '../../numeric/numbers-in.ts';
import type { StatisticResult } from '../../pipeline/compute-statistics.ts';

/** What two runs are compared by. */
export interface ComparedRun {
  readonly verdicts: readonly Verdict[];
  readonly experiments: readonly { readonly id: string; readonly statistics: readonly StatisticResult[] }[];
}

/** What differs between two runs; null where one has none. */
export interface RunDifferences {
  readonly verdicts: readonly {
    readonly claim: string;
    readonly part: string;
    readonly tier: Tier;
    readonly from: Outcome | null;
    readonly to: Outcome | null;
  }[];
  readonly statistics: readonly {
    readonly where: string;
    readonly from: number | null;
    readonly to: number | null;
    readonly difference: number | null;
  }[];
}

/** The verdicts and the numbers of statistics that differ between two runs; null where one has none. */
export function compareRuns(from: ComparedRun, to: ComparedRun): RunDifferences {
  const verdicts = changed(verdictsOf(from), verdictsOf(to)).map(([name, a, b]) => {
    const [claim, part, tier] = JSON.parse(name) as [string, string, Tier];
    return { claim, part, tier, from: a, to: b };
  });
  const statistics = changed(numbersOf(from), numbersOf(to)).map(([where, a, b]) => ({
    where,
    from: a,
    to: b,
    difference: a === null || b === null ? null : b - a,
  }));
  return { verdicts, statistics };
}

function verdictsOf({ verdicts }: ComparedRun): ReadonlyMap<string, Outcome> {
  return new Map(
    verdicts.map(({ claim, part, tier, outcome }) => [JSON.stringify([claim, part, tier]), outcome]),
  );
}

function numbersOf({ experiments }: ComparedRun): ReadonlyMap<string, number> {
  return new Map(
    experiments.flatMap(({ id, statistics }) =>
      statistics.flatMap((statistic) =>
        numbersIn(statistic.result).map(([pointer, value]): [string, number] => [
          [id, statistic.id, ...Object.values(statistic.group)].join(' ') + pointer,
          value,
        ]),
      ),
    ),
  );
}

function changed<T>(
  from: ReadonlyMap<string, T>,
  to: ReadonlyMap<string, T>,
): readonly (readonly [string, T | null, T | null])[] {
  const names = [...new Set([...from.keys(), ...to.keys()])];
  return names
    .map((name) => [name, from.get(name) ?? null, to.get(name) ?? null] as const)
    .filter(([, a, b]) => a !== b);
}
