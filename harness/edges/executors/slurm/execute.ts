import { setTimeout as wait } from 'node:timers/promises';
import type { Stage } from '../../../pipeline/stage.ts';
import type { Execution, Progress } from '../../../study/execution.ts';
import { missingStages } from '../../../study/missing-stages.ts';
import type { Store } from '../../files/store/store.ts';
import { forgetNote, readNote } from '../stage-note.ts';
import { logJob, submittedTasks } from './jobs-log.ts';
import { type Queue, slurm } from './queue.ts';
import type { Requested } from './requested.ts';
import { makePlace, placeOf, writeArray } from './run-place.ts';
import { notesOf } from './script.ts';
import type { Pace } from './tracked.ts';
import { watchJobs } from './watch.ts';

/** A network file system may show a file a minute late, and a controller come back after several. */
const usualPace: Pace = { poll: 15_000, settle: 90_000, silent: 15 * 60_000 };

/** What a run on a cluster goes by. */
export interface ClusterOptions {
  readonly requested: (stage: Stage) => Requested;
  readonly tell: (message: string) => void;
  readonly queue?: Queue;
  readonly pace?: Pace;
}

/**
 * Computes the missing ones of `stages` as tasks of Slurm on a store that all its machines share. A process that ends
 * leaves its jobs in the queue; the next one goes on with them.
 * @param folder of the store
 */
export async function executeOnSlurm(
  stages: readonly Stage[],
  store: Store,
  folder: string,
  { requested, tell, queue = slurm(), pace = usualPace }: ClusterOptions,
  progress: Progress,
): Promise<Execution> {
  const missing = await missingStages(stages, store);
  if (missing.length === 0) return { seconds: new Map(), failures: [], undone: [] };
  const place = placeOf(folder);
  await makePlace(place, stages);
  let arrays = 0;
  return watchJobs(
    missing,
    {
      queue,
      store,
      requested,
      written: (array) => writeArray(place, { ...array, name: `${++arrays}-${array.name}` }),
      submitted: async (job, { stages: own }) => logJob(folder, { job, keys: own.map(({ key }) => key) }),
      earlier: submittedTasks(folder),
      note: (key) => readNote(notesOf(place), key),
      forget: (key) => forgetNote(notesOf(place), key),
      tell,
      now: () => performance.now(),
      pause: wait,
      pace,
    },
    progress,
  );
}
