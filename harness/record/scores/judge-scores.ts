import type { Claim } from '../../claims/claim.ts';
import { judge } from '../../claims/judge.ts';
import type { Verdict } from '../../claims/verdict.ts';
import type { Experiment } from '../../pipeline/experiment.ts';
import { type Arm, unnamed } from './arm.ts';
import type { Imported } from './imported.ts';
import { importedEvidence } from './imported-evidence.ts';

/** What a paper declares, as far as it bears on scores. */
export interface Declarations {
  readonly claims: readonly Claim[];
  readonly experiments: readonly Experiment[];
  readonly imported: Imported;
}

/** The verdicts on the claims that scores bear on. */
export interface ScoreVerdicts {
  readonly verdicts: readonly Verdict[];
  /** The claims of which these scores say nothing. */
  readonly silent: readonly string[];
}

/**
 * Judges imported scores by the claims' own declarations: arms fill the cells of experiments, whose statistics are
 * computed as they are from rows of a run.
 * @param replay the command that says the same
 */
export function judgeScores(
  arms: readonly Arm[],
  { claims, experiments, imported }: Declarations,
  { seed, replay }: { readonly seed: number; readonly replay: string },
): ScoreVerdicts {
  const verdicts = claims.flatMap((claim) => {
    const bearing = new Set<string>();
    const judged = judge(claim, ['imported'], (_, id, check) => {
      const experiment = experiments.find((candidate) => candidate.id === id);
      if (!check || !experiment) return { untestable: 'needs more than scores' };
      const { bears, ...evidence } = importedEvidence(check, experiment, arms, imported, seed);
      if (bears) for (const part of claim.parts) if (part.checks.includes(check)) bearing.add(part.id);
      return evidence;
    });
    return judged
      .filter((_, i) => bearing.has(claim.parts[i]!.id))
      .map((verdict) => ({ ...verdict, replay, scope: [...verdict.scope, reachOf(arms)] }));
  });
  const spoken = new Set(verdicts.map(({ claim }) => claim));
  return { verdicts, silent: claims.map(({ id }) => id).filter((id) => !spoken.has(id)) };
}

/** A claim of every data set is judged on those that are given. */
function reachOf(arms: readonly Arm[]): string {
  const given = [...new Set(arms.map(({ dataset }) => dataset))];
  return given.includes(unnamed)
    ? 'the scores that were given, of a data set without a name'
    : `the scores that were given, of ${given.join(', ')}`;
}
