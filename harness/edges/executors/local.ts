import { type ChildProcess, fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { InputError, type InputFault } from '../../numeric/input-error.ts';
import { type FlatStage, flattened } from '../../pipeline/flat-stage.ts';
import { needsOf, type Stage } from '../../pipeline/stage.ts';
import type { Lanes } from '../../study/cost/lanes.ts';
import type { Execution, Failure, Progress } from '../../study/execution.ts';
import { missingStages } from '../../study/missing-stages.ts';
import type { Store } from '../files/store/store.ts';
import { computeOnce } from './compute-once.ts';
import { computeStage, type Report } from './compute-stage.ts';
import { memoryEnvironment } from './memory-environment.ts';

/** What a worker process is told: first all stages of the run, then keys of those that it is to compute. */
export type WorkerTask = { readonly plan: readonly FlatStage[] } | { readonly key: string };

/** What a worker process answers to a key. */
export type WorkerAnswer =
  | { readonly seconds: number }
  | { readonly note: string }
  | { readonly fault: InputFault }
  | { readonly message: string; readonly stack: string };

/**
 * Computes the missing ones of `stages` (inputs first, as `inOrder` gives them) and stores them, `jobs` at a
 * time in worker processes, or in this process with one job where it answers no signals. What another process is computing is waited for, and
 * other stages are taken up meanwhile. A stage that fails stops those that need it and no other; the order of work
 * never changes a result.
 * @param answers whether this process answers signals meanwhile, which it can only where it does not compute
 */
export async function execute(
  { jobs, threads }: Lanes,
  stages: readonly Stage[],
  store: Store,
  folder: string,
  progress: Progress,
  answers = false,
): Promise<Execution> {
  const missing = await missingStages(stages, store);
  const seconds = new Map<string, number>();
  const failures: Failure[] = [];
  const workers = Math.min(jobs, missing.length);
  const apart = workers > 1 || (answers && workers === 1);
  progress.begin?.(missing, apart);
  const lanes = apart
    ? Array.from({ length: workers }, () => forkLane(folder, threads, flattened(stages)))
    : [inProcessLane(store, threads)];
  const pool = createPool(lanes);
  let done = 0;

  const succeeded = new Map<string, Promise<boolean>>();
  for (const stage of missing) {
    const inputs = needsOf(stage).map((input) => succeeded.get(input.key) ?? true);
    const outcome = Promise.all(inputs).then(async (arrived) => {
      const success = arrived.every(Boolean) && (await succeeds(stage));
      done += 1;
      progress.done(done, missing.length, stage);
      return success;
    });
    succeeded.set(stage.key, outcome);
  }
  const succeeds = async (stage: Stage): Promise<boolean> => {
    try {
      const note = (text: string) => progress.note(stage, text);
      const took = await computeOnce(
        store,
        stage.key,
        (attempt) => pool.use((lane) => attempt(() => lane.compute(stage, note))),
        () => note('waits for another process, which computes it'),
      );
      if (took !== 'stored') seconds.set(stage.key, took);
      return true;
    } catch (error) {
      failures.push({ stage, error: error as Error });
      return false;
    }
  };
  const successes = await Promise.all(missing.map(({ key }) => succeeded.get(key)!));
  for (const lane of lanes) lane.close();
  return { seconds, failures, undone: missing.filter((_, i) => !successes[i]) };
}

interface Lane {
  compute(stage: Stage, report: Report): Promise<number>;
  close(): void;
}

function inProcessLane(store: Store, threads: number): Lane {
  return { compute: (stage, report) => computeStage(stage, store, { report, threads }), close: () => {} };
}

function forkLane(folder: string, threads: number, plan: readonly FlatStage[]): Lane {
  const extension = import.meta.url.endsWith('.ts') ? 'ts' : 'js';
  let child: ChildProcess | undefined;
  // Where it is dead already, its exit tells.
  const tell = (worker: ChildProcess, task: WorkerTask) => worker.send(task, () => {});
  const start = () => {
    const module = fileURLToPath(new URL(`./worker.${extension}`, import.meta.url));
    const worker = fork(module, [folder, `${threads}`], { env: { ...memoryEnvironment, ...process.env } });
    // It may also die between two stages, which costs nothing.
    worker.once('exit', () => {
      if (child === worker) child = undefined;
    });
    tell(worker, { plan });
    return worker;
  };
  return {
    compute(stage, report) {
      child ??= start();
      const worker = child;
      return new Promise<number>((resolve, reject) => {
        const died = (code: number | null, signal: string | null) => {
          worker.removeListener('message', answered);
          reject(
            new InputError({
              where: `stage '${stage.label}'`,
              expected: 'a worker process that finishes it',
              got: `its end by ${signal ?? `exit ${code}`}`,
              remedy: 'free memory or use fewer --jobs, and run the command again: what is computed is kept',
            }),
          );
        };
        const answered = (answer: WorkerAnswer) => {
          if ('note' in answer) return report(answer.note);
          worker.removeListener('exit', died);
          worker.removeListener('message', answered);
          if ('seconds' in answer) resolve(answer.seconds);
          else if ('fault' in answer) reject(new InputError(answer.fault));
          else reject(Object.assign(new Error(answer.message), { stack: answer.stack }));
        };
        worker.once('exit', died);
        worker.on('message', answered);
        tell(worker, { key: stage.key });
      });
    },
    close: () => child?.kill(),
  };
}

/** Lends each of `lanes` to one user at a time, in the order of asking. */
function createPool(lanes: readonly Lane[]): { use<T>(work: (lane: Lane) => Promise<T>): Promise<T> } {
  const idle = [...lanes];
  const queue: ((lane: Lane) => void)[] = [];
  return {
    async use(work) {
      const lane = idle.pop() ?? (await new Promise<Lane>((resolve) => queue.push(resolve)));
      try {
        return await work(lane);
      } finally {
        const next = queue.shift();
        if (next) next(lane);
        else idle.push(lane);
      }
    },
  };
}
