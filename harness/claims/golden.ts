import type { Tolerance } from './tolerance.ts';
import { isWorse, type Outcome, type Tier, type Verdict } from './verdict.ts';

/** The golden values of one statistic in one group. */
export interface GoldenStatistic {
  readonly statistic: string;
  readonly group: Readonly<Record<string, string>>;
  /** How far the run may be that the values were taken of, made again. */
  readonly repeated: Tolerance;
  /** How far a run of another seed or engine may be; absent where no network stands behind the values. */
  readonly another?: Tolerance;
  /** The same where networks were trained that had been taken as they ship, or the other way round. */
  readonly retrained?: Tolerance;
  /** By JSON pointer into the statistic's result: the value, or those of each seed's run where they differ. */
  readonly expected: Readonly<Record<string, number | readonly number[]>>;
}

/** What a run's drawn values follow from, besides the declarations. */
export interface Conditions {
  readonly seed: number;
  /** Name and version of what runs networks. */
  readonly engine: string;
  /** Whether networks behind the values were trained, instead of taken as they ship. */
  readonly trained: boolean;
}

export interface GoldenValues extends Pick<Conditions, 'engine' | 'trained'> {
  readonly experiment: string;
  /** Those of the raw runs, in the order of their values. */
  readonly seeds: readonly number[];
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

/** The verdicts that differ from the golden ones, in the tiers that were judged. */
export function compareVerdicts(
  golden: readonly GoldenVerdict[],
  verdicts: readonly Verdict[],
): readonly { claim: string; part: string; tier: Tier; expected: Outcome; got: Outcome; worse: boolean }[] {
  return verdicts.flatMap(({ claim, part, tier, outcome, unfetched }) => {
    const before = golden.find(
      (entry) => entry.claim === claim && entry.part === part && entry.tier === tier,
    );
    if (!before || before.outcome === outcome) return [];
    // What an asset would have said is not taken back by its absence.
    if (unfetched && outcome !== 'not reproduced') return [];
    return [
      { claim, part, tier, expected: before.outcome, got: outcome, worse: isWorse(before.outcome, outcome) },
    ];
  });
}
