import { Worker } from 'node:worker_threads';
import { threadCode } from '../../thread-code.ts';
import type { ScoreTask } from './folder-tasks.ts';
import { type CatalogueScoring, catalogueScorer, type Outcome, type TaskScorer } from './task-scorer.ts';

/** Scorers that work side by side, and how to end them. */
export interface Scorers {
  readonly scorers: readonly TaskScorer[];
  stop(): Promise<void>;
}

/** As many scorers as `jobs`, each in a thread of its own; one needs none. */
export function scorersOf(scoring: CatalogueScoring, jobs: number): Scorers {
  if (jobs === 1) return { scorers: [catalogueScorer(scoring)], stop: async () => {} };
  const workers = Array.from(
    { length: jobs },
    () => new Worker(threadCode('score-thread', import.meta.url), { workerData: scoring }),
  );
  return {
    scorers: workers.map(inThread),
    stop: async () => void (await Promise.all(workers.map((worker) => worker.terminate()))),
  };
}

type Answer = { readonly outcome: Outcome } | { readonly crash: string };

/** A thread takes one task at a time. */
function inThread(worker: Worker): TaskScorer {
  let settle: (answer: Answer) => void = () => {};
  let ended: Answer | undefined;
  const end = (crash: string) => {
    ended ??= { crash };
    settle(ended);
  };
  worker.on('message', (answer: Answer) => settle(answer));
  worker.on('error', (error: Error) => end(error.stack ?? error.message));
  worker.on('exit', (code) => end(`a worker thread ended with ${code}`));
  return async (task: ScoreTask) => {
    const answer = await new Promise<Answer>((resolve) => {
      settle = resolve;
      if (ended) return resolve(ended);
      worker.postMessage(task);
    });
    if ('outcome' in answer) return answer.outcome;
    throw new Error(answer.crash);
  };
}
