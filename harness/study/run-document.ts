import type { Verdict } from '../claims/verdict.ts';
import type { StatisticResult } from '../pipeline/compute-statistics.ts';
import type { GoldenView } from '../report/view-model.ts';
import type { Conducted } from './conduct.ts';
import type { Prepared } from './prepare.ts';
import type { StoppedRun } from './until-decided/conduct.ts';
import type { Savings } from './until-decided/savings.ts';

/** The data of a run, `run.json`: plain, and the same for the same results. */
export interface RunDocument {
  readonly profile: string;
  readonly seed: number;
  /** Ids of the claims and experiments that were asked for; empty for all. */
  readonly selection: readonly string[];
  /** What was taken and what was saved, where images were taken until the claims were decided. */
  readonly untilDecided?: Savings;
  readonly verdicts: readonly Verdict[];
  readonly experiments: readonly {
    readonly id: string;
    readonly statistics: readonly StatisticResult[];
    /** What kept cells from running. */
    readonly missing: readonly string[];
    readonly failures: readonly string[];
  }[];
  /** Against the golden values; `missing` says what had none. */
  readonly golden: GoldenView & { readonly missing: readonly string[] };
}

/** The data of a run. */
export function runDocument(
  { profile, seed, only }: Prepared,
  {
    verdicts,
    outcomes,
    golden,
    ungolden,
    untilDecided,
  }: Conducted & Partial<Pick<StoppedRun, 'untilDecided'>>,
): RunDocument {
  return {
    profile: profile.id,
    seed,
    selection: only,
    ...(untilDecided && { untilDecided }),
    verdicts,
    experiments: outcomes.map(({ experiment, statistics, missing, failures }) => ({
      id: experiment.id,
      statistics,
      missing,
      failures,
    })),
    golden: { ...golden, missing: ungolden },
  };
}
