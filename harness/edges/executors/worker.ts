import { InputError } from '../../numeric/input-error.ts';
import { linked } from '../../pipeline/flat-stage.ts';
import type { Stage } from '../../pipeline/stage.ts';
import { Store } from '../files/store/store.ts';
import { computeStage } from './compute-stage.ts';
import type { WorkerAnswer, WorkerTask } from './local.ts';

// A worker process of a store and so many threads: computes the stages it is told, one at a time, and ends with its
// parent, which holds the claims.
let stages: ReadonlyMap<string, Stage> = new Map();
const store = new Store(process.argv[2]!, (message) => process.stderr.write(`latent-sr: ${message}\n`));
const threads = Number(process.argv[3]);

process.on('message', async (task: WorkerTask) => {
  if ('plan' in task) stages = linked(task.plan);
  else tell(await answer(stages.get(task.key)!));
});
process.on('disconnect', () => process.exit(0));

/** Nobody listens any more once the parent is gone, which is no fault. */
function tell(answer: WorkerAnswer): void {
  if (process.connected) process.send!(answer, () => {});
}

async function answer(stage: Stage): Promise<WorkerAnswer> {
  try {
    return {
      seconds: await computeStage(stage, store, { threads, report: (note) => tell({ note }) }),
    };
  } catch (error) {
    if (error instanceof InputError) return { fault: error.fault };
    return { message: String(error), stack: (error as Error).stack ?? '' };
  }
}
