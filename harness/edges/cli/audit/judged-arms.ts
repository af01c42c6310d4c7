import { alignedArms } from '../../../record/scores/aligned-arms.ts';
import { type Arm, datasetRole } from '../../../record/scores/arm.ts';
import { clusteredArms } from '../../../record/scores/clustered-arms.ts';
import { judgeScores, type ScoreVerdicts } from '../../../record/scores/judge-scores.ts';
import { assertMeasured } from '../../../record/scores/made-up-scores.ts';
import { type ScoreSet, withScores } from '../../../record/scores/score-set.ts';
import { readArms } from '../../files/scores/read-arms.ts';
import type { ReadDeclarations } from '../../files/scores/read-declarations.ts';
import type { ScoreSource } from '../../files/scores/score-set.ts';

/** What the caller says of the arms. */
interface JudgedFlags {
  readonly dataset: string;
  /** Further arms, as `--arm` takes them. */
  readonly arm: readonly string[];
  /** Scores to judge; all where empty. */
  readonly scores: readonly string[];
  readonly cluster?: string;
  readonly common?: boolean;
  readonly force?: boolean;
  readonly pixels?: number;
  readonly seed: number;
  readonly replay: string;
}

/** Arms and what claims say of them. */
export interface Judged extends ScoreVerdicts {
  readonly arms: readonly Arm[];
}

/** The claims' verdicts on the pair and on further arms; none in a workspace that does not say what arms are. */
export async function judgedArms(
  { imported, ...declared }: ReadDeclarations,
  [first, second]: readonly [ScoreSet, ScoreSet],
  source: ScoreSource,
  asked: JudgedFlags,
): Promise<Judged> {
  if (!imported) return { arms: [], verdicts: [], silent: declared.claims.map(({ id }) => id) };
  const dataset = datasetRole(asked.dataset, imported);
  const pair = [
    { ...imported.first, set: first, dataset },
    { ...imported.second, set: second, dataset },
  ];
  const others = await readArms(asked.arm, { dataset, imported, experiments: declared.experiments, source });
  assertMeasured(
    others.map(({ set }) => withScores(set, asked.scores)),
    asked,
  );
  const all = [...pair, ...others].map((arm) => ({ ...arm, set: withScores(arm.set, asked.scores) }));
  const arms = alignedArms(clusteredArms(all, asked.cluster), asked.common === true);
  return { arms, ...judgeScores(arms, { ...declared, imported }, asked) };
}
