import type { TrainingEngine } from '../../networks/engine.ts';
import type { StageContext } from '../../pipeline/stage.ts';
import { DEFAULT_ENGINE } from '../engines/default-engine.ts';
import { type EngineName, openEngine } from '../engines/open-engine.ts';

/**
 * What runs a stage's networks. One thread: stages run side by side in processes of their own, and give the same
 * bytes on every machine.
 */
export function stageEngine({
  engine = DEFAULT_ENGINE,
}: Pick<StageContext, 'engine'>): Promise<TrainingEngine> {
  return openEngine(engine as EngineName, { threads: 1 });
}
