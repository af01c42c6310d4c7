import type { Experiment } from '../../../pipeline/experiment.ts';
import { type Arm, datasetRole, parseArm } from '../../../record/scores/arm.ts';
import { assertLevels } from '../../../record/scores/arm-levels.ts';
import type { Imported } from '../../../record/scores/imported.ts';
import { readScoreSet, type ScoreSource } from './score-set.ts';

/** What arms are read with. */
interface ArmContext {
  readonly imported: Imported;
  readonly experiments: readonly Experiment[];
  /** The data set of arms that name none. */
  readonly dataset: string;
  readonly source: ScoreSource;
}

/**
 * Arms as the command line gives them, `method=ae,autoencoder=medical:FILE` each.
 * @throws InputError where one is written otherwise, has a level that no experiment has, or cannot be read.
 */
export async function readArms(
  texts: readonly string[],
  { imported, experiments, dataset, source }: ArmContext,
): Promise<readonly Omit<Arm, 'clusterOf'>[]> {
  const arms: Omit<Arm, 'clusterOf'>[] = [];
  for (const text of texts) {
    const { levels, file } = parseArm(text);
    assertLevels(levels, experiments, `--arm ${JSON.stringify(text)}`);
    const { dataset: named, ...others } = levels;
    arms.push({
      name: text.slice(0, -file.length - 1),
      dataset: named === undefined ? dataset : datasetRole(named, imported),
      levels: others,
      set: await readScoreSet(file, source),
    });
  }
  return arms;
}
