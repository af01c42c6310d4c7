import { compareGolden, compareVerdicts } from '../claims/golden.ts';
import type { Verdict } from '../claims/verdict.ts';
import type { Guarded } from '../numeric/guarded.ts';
import type { ExperimentFindings } from '../report/experiment-outcome.ts';
import type { GoldenView } from '../report/view-model.ts';
import type { GoldenFiles } from './ports.ts';
import type { Prepared } from './prepare.ts';
import { stagesOfPlan } from './stages.ts';

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
  const deviations: (readonly GoldenView['deviations'][number][])[] = [];
  let compared = 0;
  for (const { experiment, statistics, failures } of outcomes) {
    if (statistics.length === 0 && failures.length === 0) continue;
    const golden = read(
      () => files.values(profile.id, experiment.id),
      `${experiment.id} has no golden values in the profile ${profile.id}`,
    );
    if (!golden) continue;
    if (typeof golden.seed === 'number' && golden.seed !== prepared.seed)
      ungolden.push(`${experiment.id}: golden values are of seed ${golden.seed}`);
    else {
      const plan = prepared.plans.find((each) => each.experiment.id === experiment.id)!;
      const retrained = stagesOfPlan(plan).some(({ kind }) => kind.startsWith('train-'));
      const result = compareGolden(golden, statistics, retrained);
      compared += result.compared;
      deviations.push(result.deviations);
    }
  }
  const expected = read(() => files.verdicts(profile.id), `no golden verdicts in the profile ${profile.id}`);
  const changed = expected ? compareVerdicts(expected.verdicts, verdicts) : [];
  return { golden: { compared, deviations: deviations.flat(), changed }, ungolden };
}
