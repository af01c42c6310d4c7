/** How many tasks a worker may be ahead of the oldest that is not ready. */
const AHEAD = 4;

/**
 * What workers make of tasks, in the order of the tasks whoever is ready first, and with no more of them waiting than
 * four a worker.
 */
export async function* inOrder<Task, Result>(
  tasks: Iterable<Task>,
  workers: readonly ((task: Task) => Promise<Result>)[],
): AsyncGenerator<Result> {
  const idle = [...workers];
  const waiting: ((worker: (typeof workers)[number]) => void)[] = [];
  const run = async (task: Task) => {
    const worker = idle.pop() ?? (await new Promise<(typeof workers)[number]>((take) => waiting.push(take)));
    try {
      return await worker(task);
    } finally {
      const next = waiting.shift();
      if (next) next(worker);
      else idle.push(worker);
    }
  };
  const started: Promise<Result>[] = [];
  for (const task of tasks) {
    const result = run(task);
    // It is told when its turn comes.
    result.catch(() => {});
    started.push(result);
    if (started.length >= AHEAD * workers.length) yield await started.shift()!;
  }
  for (const result of started) yield await result;
}
