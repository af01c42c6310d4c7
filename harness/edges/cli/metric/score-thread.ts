import { parentPort, workerData } from 'node:worker_threads';
import type { ScoreTask } from './folder-tasks.ts';
import { type CatalogueScoring, catalogueScorer } from './task-scorer.ts';

/** The thread of {@link scorersOf}: answers each task with its score, or with what is wrong with it. */
const score = catalogueScorer(workerData as CatalogueScoring);
parentPort?.on('message', async (task: ScoreTask) => {
  try {
    parentPort?.postMessage({ outcome: await score(task) });
  } catch (error) {
    parentPort?.postMessage({ crash: (error as Error)?.stack ?? `${error}` });
  }
});
