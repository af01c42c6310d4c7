import { parentPort, Worker, workerData } from 'node:worker_threads';

/** Workers that take one task at a time each, and how to end them. */
export interface WorkerPool<Task, Outcome> {
  readonly workers: readonly ((task: Task) => Promise<Outcome>)[];
  stop(): Promise<void>;
}

/**
 * So many threads that answer tasks.
 * @param code what each runs: a file that calls {@link serveTasks}
 * @param setup plain data that each begins from
 */
export function workerPool<Task, Outcome>(
  code: URL,
  setup: unknown,
  threads: number,
): WorkerPool<Task, Outcome> {
  const workers = Array.from({ length: threads }, () => new Worker(code, { workerData: setup }));
  return {
    workers: workers.map((worker) => inThread<Task, Outcome>(worker)),
    stop: async () => void (await Promise.all(workers.map((worker) => worker.terminate()))),
  };
}

/** In a thread of a {@link workerPool}: answers each task, or says what went wrong with it. */
export function serveTasks<Setup, Task, Outcome>(
  make: (setup: Setup) => (task: Task) => Promise<Outcome>,
): void {
  const answer = make(workerData as Setup);
  parentPort?.on('message', async (task: Task) => {
    try {
      parentPort?.postMessage({ outcome: await answer(task) });
    } catch (error) {
      parentPort?.postMessage({ crash: (error as Error)?.stack ?? `${error}` });
    }
  });
}

type Answer<Outcome> = { readonly outcome: Outcome } | { readonly crash: string };

function inThread<Task, Outcome>(worker: Worker): (task: Task) => Promise<Outcome> {
  let settle: (answer: Answer<Outcome>) => void = () => {};
  let ended: { readonly crash: string } | undefined;
  const end = (crash: string) => {
    ended ??= { crash };
    settle(ended);
  };
  worker.on('message', (answer: Answer<Outcome>) => settle(answer));
  worker.on('error', (error: Error) => end(error.stack ?? error.message));
  worker.on('exit', (code) => end(`a worker thread ended with ${code}`));
  return async (task) => {
    const answer = await new Promise<Answer<Outcome>>((resolve) => {
      settle = resolve;
      if (ended) return resolve(ended);
      worker.postMessage(task);
    });
    if ('outcome' in answer) return answer.outcome;
    throw new Error(answer.crash);
  };
}
