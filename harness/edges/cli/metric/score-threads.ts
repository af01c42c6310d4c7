import { threadCode } from '../../thread-code.ts';
import { type WorkerPool, workerPool } from '../../worker-pool.ts';
import type { ScoreTask } from './folder-tasks.ts';
import { type CatalogueScoring, catalogueScorer, type Outcome } from './task-scorer.ts';

/** Scorers that work side by side, and how to end them. */
export type Scorers = WorkerPool<ScoreTask, Outcome>;

/** As many scorers as `jobs`, each in a thread of its own; one needs none. */
export function scorersOf(scoring: CatalogueScoring, jobs: number): Scorers {
  if (jobs === 1) return { workers: [catalogueScorer(scoring)], stop: async () => {} };
  return workerPool(threadCode('score-thread', import.meta.url), scoring, jobs);
}
