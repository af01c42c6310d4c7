import { judge } from '../claims/judge.ts';
import { seededEvidence } from '../claims/seeded-evidence.ts';
import type { Tier, Verdict } from '../claims/verdict.ts';
import { guarding } from '../numeric/guarded.ts';
import type { ExperimentFindings } from '../report/experiment-outcome.ts';
import { evidenceOf } from './evidence.ts';
import type { GoldenFiles } from './ports.ts';
import type { Prepared } from './prepare.ts';

/** Verdicts with what the golden runs of other seeds would have said, where golden values hold several seeds. */
export function seededVerdicts(
  verdicts: readonly Verdict[],
  prepared: Prepared,
  outcomes: readonly ExperimentFindings[],
  golden: GoldenFiles,
): readonly Verdict[] {
  // What cannot be read is told where the run is compared with it.
  const guarded = guarding([]);
  const runs = new Map(
    outcomes.map(({ experiment, statistics }) => {
      const values = guarded(() => golden.values(prepared.profile.id, experiment.id), undefined);
      return [experiment.id, values ? seededEvidence(statistics, values) : new Map<number, never>()];
    }),
  );
  /** The verdicts of a claim with the statistics of another seed in the place of one experiment's. */
  const judged = new Map<string, readonly Verdict[]>();
  const outcomeIn = (verdict: Verdict, seed: number, statistics: ExperimentFindings['statistics']) => {
    const { claim, experiment, tier } = verdict;
    const name = JSON.stringify([claim, experiment, tier, seed]);
    const known = judged.get(name) ?? judgedWith(claim, experiment, tier, statistics);
    judged.set(name, known);
    return known.find(({ part }) => part === verdict.part)?.outcome;
  };
  const judgedWith = (
    id: string,
    experiment: string,
    tier: Tier,
    statistics: ExperimentFindings['statistics'],
  ): readonly Verdict[] => {
    const claim = prepared.claims.find((each) => each.id === id)!;
    const found = outcomes.map((each) =>
      each.experiment.id === experiment ? { ...each, statistics } : each,
    );
    return guarded(() => judge(claim, [tier], evidenceOf(prepared, found)), []);
  };
  return verdicts.map((verdict) => {
    const seeded = [...(runs.get(verdict.experiment) ?? [])];
    if (!verdict.fragility || seeded.length === 0) return verdict;
    const seeds = seeded.flatMap(([seed, statistics]) => {
      const outcome = outcomeIn(verdict, seed, statistics as ExperimentFindings['statistics']);
      return outcome === undefined ? [] : [{ seed, outcome }];
    });
    return { ...verdict, fragility: { ...verdict.fragility, seeds } };
  });
}
