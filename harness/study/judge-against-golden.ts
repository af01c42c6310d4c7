import { compareGolden } from '../claims/compare-golden.ts';
import { compareVerdicts } from '../claims/golden.ts';
import { tolerancePower } from '../claims/tolerance-power.ts';
import type { Verdict } from '../claims/verdict.ts';
import type { Guarded } from '../numeric/guarded.ts';
import type { ExperimentFindings } from '../report/experiment-outcome.ts';
import type { GoldenView } from '../report/view-model.ts';
import { conditionsOf } from './conditions.ts';
import type { GoldenFiles } from './ports.ts';
import type { Prepared } from './prepare.ts';

/** How a run stands against the golden values. */
export interface GoldenComparison {
  readonly golden: GoldenView;
  /** Experiments and seeds without golden values to compare with. */
  readonly ungolden: readonly string[];
}

/** Compares the statistics and the verdicts of a run with the golden ones. */
export function judgeAgainstGolden(
  files: GoldenFiles,
  prepared: Prepared,
  outcomes: readonly ExperimentFindings[],
  verdicts: readonly Verdict[],
  guarded: Guarded,
): GoldenComparison {
  const { profile } = prepared;
  const ungolden: string[] = [];
  /** A file that cannot be read is a fault of its own, and not an absent one. */
  const read = <T>(file: () => T | undefined, absent: string): T | undefined =>
    guarded(() => {
      const golden = file();
      if (!golden) ungolden.push(absent);
      return golden;
    }, undefined);
  const comparisons = outcomes.flatMap(({ experiment, statistics, absent, failures }) => {
    if (statistics.length === 0 && failures.length === 0) return [];
    const golden = read(
      () => files.values(profile.id, experiment.id),
      `${experiment.id} has no golden values in the profile ${profile.id}`,
    );
    if (!golden) return [];
    const plan = prepared.plans.find((each) => each.experiment.id === experiment.id)!;
    const comparison = compareGolden(golden, statistics, conditionsOf(prepared, plan), absent);
    if (comparison.compared.length > 0) return [comparison];
    ungolden.push(`${experiment.id}: golden values are of seed ${golden.seeds.join(', ')}`);
    return [];
  });
  const expected = read(() => files.verdicts(profile.id), `no golden verdicts in the profile ${profile.id}`);
  const changed = expected ? compareVerdicts(expected.verdicts, verdicts) : [];
  const compared = comparisons.flatMap((each) => each.compared);
  const count = (regime: string) => compared.filter((each) => each.regime === regime).length;
  return {
    golden: {
      compared: compared.length,
      repeated: count('repeated'),
      another: count('another'),
      unsaid: comparisons.reduce((sum, each) => sum + each.unsaid, 0),
      unfetched: comparisons.reduce((sum, each) => sum + each.unfetched, 0),
      deviations: comparisons.flatMap((each) => each.deviations),
      power: tolerancePower(compared),
      changed,
    },
    ungolden,
  };
}
