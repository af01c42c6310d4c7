import { InputError } from '../../numeric/input-error.ts';
import type { Stage } from '../../pipeline/stage.ts';
import { Store } from '../files/store/store.ts';
import { computeStage } from './compute-stage.ts';
import type { WorkerAnswer } from './local.ts';

// A worker process: computes the stages it is sent, one at a time, and ends with its parent.
const store = new Store(process.argv[2]!, (message) => process.stderr.write(`latent-sr: ${message}\n`));

process.on('message', async (stage: Stage) => {
  tell(await answer(stage));
});
process.on('disconnect', () => process.exit(0));

/** Nobody listens any more once the parent is gone, which is no fault. */
function tell(answer: WorkerAnswer): void {
  if (process.connected) process.send!(answer, () => {});
}

async function answer(stage: Stage): Promise<WorkerAnswer> {
  try {
    return {
      seconds: await computeStage(stage, store, (note) => tell({ note })),
    };
  } catch (error) {
    if (error instanceof InputError) return { fault: error.fault };
    return { message: String(error), stack: (error as Error).stack ?? '' };
  }
}
