import type { TrainingEngine } from '../../networks/engine.ts';
import type { StageContext } from '../../pipeline/stage.ts';
import { DEFAULT_ENGINE } from '../engines/default-engine.ts';
import { type EngineName, openEngine } from '../engines/open-engine.ts';

/**
 * What runs a stage's networks, in as many threads as it may use: the bytes are the same with any number
 * (`spec/slow/threads.spec.ts`). Engines of which that is not known take one.
 */
export function stageEngine({
  engine = DEFAULT_ENGINE,
  threads = 1,
  batch,
}: Pick<StageContext, 'engine' | 'threads' | 'batch'>): Promise<TrainingEngine> {
  return openEngine(engine as EngineName, { threads: engine === DEFAULT_ENGINE ? threads : 1, batch });
}

/**
 * What runs a stage's training: one thread, since the sums of a training depend on how they are divided. The same
 * bytes on every machine are worth more there than time.
 */
export function trainingEngine({
  engine = DEFAULT_ENGINE,
}: Pick<StageContext, 'engine'>): Promise<TrainingEngine> {
  return openEngine(engine as EngineName, { threads: 1 });
}
