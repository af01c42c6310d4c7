import type { Stage } from '../../../pipeline/stage.ts';
import { missingStages } from '../../../study/missing-stages.ts';
import { Store } from '../../files/store/store.ts';
import { readNote } from '../stage-note.ts';
import { submittedTasks } from './jobs-log.ts';
import { slurm, type TaskState } from './queue.ts';
import { notesOf } from './script.ts';
import { jobOf } from './watch.ts';

/** What has become of a run's stages. */
export interface RunStatus {
  /** Stored ones, and those that nothing missing needs. */
  readonly done: number;
  readonly running: readonly {
    readonly key: string;
    readonly label: string;
    readonly host: string;
    readonly pid: number;
  }[];
  readonly queued: number;
  /** Those of the others whose last task left a note. */
  readonly failed: readonly { readonly key: string; readonly label: string; readonly message: string }[];
  /** Those that nobody computes, that are in no queue and have not failed. */
  readonly waiting: number;
}

/**
 * What has become of a run's stages: by the store, its claims and notes, and the queue where there is one.
 * @param folder of the store
 */
export async function runStatus(
  stages: readonly Stage[],
  folder: string,
  tell: (message: string) => void,
): Promise<RunStatus> {
  const store = new Store(folder, tell);
  const missing = await missingStages(stages, store);
  const tasks = submittedTasks(folder);
  const queue = await queuedTasks(
    missing.flatMap(({ key }) => tasks.get(key) ?? []),
    tell,
  );
  const running: RunStatus['running'][number][] = [];
  const failed: RunStatus['failed'][number][] = [];
  let queued = 0;
  for (const { key, label } of missing) {
    const holder = await store.holder(key);
    const state = queue.get(tasks.get(key) ?? '')?.state;
    const note = readNote(notesOf({ store: folder }), key);
    if (holder) running.push({ key, label, host: holder.host, pid: holder.pid });
    else if (state === 'pending' || state === 'running') queued += 1;
    else if (note) {
      const { where, expected, got, remedy } = note.fault;
      failed.push({
        key,
        label,
        message: `${where}: expected ${expected}, got ${got}; ${remedy} (on ${note.node})`,
      });
    }
  }
  const waiting = missing.length - running.length - queued - failed.length;
  return { done: stages.length - missing.length, running, queued, failed, waiting };
}

/** The status as lines for people. */
export function statusText({ done, running, queued, failed, waiting }: RunStatus): string {
  return [
    ...running.map(({ label, host, pid }) => `running  ${label} (${host}, process ${pid})`),
    ...failed.map(({ message }) => `failed   ${message}`),
    `${done} stages done, ${running.length} running, ${queued} in the queue, ${waiting} waiting, ${failed.length} failed`,
  ].join('\n');
}

/** Nothing where there is no queue, or it does not answer. */
async function queuedTasks(
  tasks: readonly string[],
  tell: (message: string) => void,
): Promise<ReadonlyMap<string, TaskState>> {
  if (tasks.length === 0) return new Map();
  try {
    return await slurm().states([...new Set(tasks.map(jobOf))]);
  } catch (error) {
    tell((error as Error).message);
    return new Map();
  }
}
