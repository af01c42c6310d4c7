import { needsOf, type Stage } from '../../../pipeline/stage.ts';
import type { Execution, Failure, Progress } from '../../../study/execution.ts';
import type { StageNote } from '../stage-note.ts';
import { patiently, type Queue, QueueSilent, type TaskState } from './queue.ts';
import type { Requested } from './requested.ts';
import { arraysOf, cut, type StageArray } from './stage-array.ts';
import { decide, type Pace, type Tracked } from './tracked.ts';

/** What a watch goes by. */
export interface Watch {
  readonly queue: Queue;
  readonly store: {
    has(key: string): Promise<boolean>;
    holder(key: string): Promise<unknown>;
    secondsOf(key: string): Promise<number | undefined>;
  };
  readonly requested: (stage: Stage) => Requested;
  /** Writes an array's script and list of keys; returns the script. */
  readonly written: (array: StageArray) => Promise<string>;
  /** Writes down which job the stages are tasks of, for whoever goes on after this process. */
  readonly submitted: (job: string, array: StageArray) => Promise<void>;
  /** The tasks that stages were submitted as by earlier processes, by key. */
  readonly earlier: ReadonlyMap<string, string>;
  readonly note: (key: string) => StageNote | undefined;
  readonly forget: (key: string) => void;
  readonly tell: (message: string) => void;
  readonly now: () => number;
  readonly pause: (milliseconds: number) => Promise<unknown>;
  readonly pace: Pace;
}

/**
 * Has a queue compute `missing` stages (inputs first), an array a level and class of resources, each once the inputs of
 * all its stages are stored. A stage is done when it is stored, whatever the queue says.
 */
export async function watchJobs(
  missing: readonly Stage[],
  watch: Watch,
  progress: Progress,
): Promise<Execution> {
  const { queue, store, pace } = watch;
  const live = await patiently(() => liveTasks(missing, watch), watch.tell, watch.pause);
  const tracked = new Map(missing.map((stage) => [stage.key, trackedOf(stage, watch, live.get(stage.key))]));
  const all = [...tracked.values()];
  const failures: Failure[] = [];
  const seconds = new Map<string, number>();
  const arrays = arraysOf(missing, watch.requested);
  const most = await patiently(() => queue.mostTasks(), watch.tell, watch.pause);
  let done = 0;
  const end = (one: Tracked, state: 'stored' | 'failed') => {
    one.state = state;
    done += 1;
    progress.done(done, missing.length, one.stage);
  };

  for (;;) {
    const states = await asked(all, watch);
    for (const one of all.filter(({ state }) => state === 'submitted')) {
      const { stage } = one;
      if (await store.has(stage.key)) {
        seconds.set(stage.key, (await store.secondsOf(stage.key)) ?? 0);
        end(one, 'stored');
        continue;
      }
      const claimed = (await store.holder(stage.key)) !== undefined;
      // Without an answer of the queue nothing is decided that rests on it.
      if (!claimed && !states) continue;
      const seen = { now: watch.now(), claimed, note: watch.note(stage.key), queue: states?.get(one.task!) };
      const decision = decide(one, seen, pace);
      if (decision === 'wait') continue;
      if (one.task !== undefined) await queue.cancel(one.task);
      if (decision === 'again') {
        progress.note(stage, `submitted again: ${one.task} is over and nothing is stored`);
        one.state = 'waiting';
        one.silentSince = undefined;
        one.endedSince = undefined;
      } else {
        failures.push({ stage, error: decision });
        end(one, 'failed');
      }
    }
    const inputsOf = ({ stage }: Tracked) => needsOf(stage).flatMap(({ key }) => tracked.get(key) ?? []);
    for (const one of all) {
      // In order, so that what needs it is met later.
      if (one.state === 'waiting' && inputsOf(one).some(({ state }) => state === 'failed'))
        end(one, 'failed');
    }
    if (done === all.length) break;
    for (const array of arrays) {
      const due = array.stages.map(({ key }) => tracked.get(key)!).filter(({ state }) => state === 'waiting');
      if (due.some((one) => inputsOf(one).some(({ state }) => state !== 'stored'))) continue;
      for (const part of classed(array, due).flatMap((each) => cut(each, most)))
        await submit(part, watch, tracked);
    }
    await watch.pause(pace.poll);
  }
  const undone = all.filter(({ state }) => state === 'failed').map(({ stage }) => stage);
  return { seconds, failures, undone };
}

/** What earlier processes submitted and the queue still has, by key. @throws QueueSilent */
export async function liveTasks(
  missing: readonly Stage[],
  { queue, earlier }: Pick<Watch, 'queue' | 'earlier'>,
): Promise<ReadonlyMap<string, string>> {
  const tasks = missing.flatMap(({ key }) => {
    const task = earlier.get(key);
    return task === undefined ? [] : [[key, task] as const];
  });
  const states = await queue.states([...new Set(tasks.map(([, task]) => jobOf(task)))]);
  return new Map(tasks.filter(([, task]) => ['pending', 'running'].includes(states.get(task)?.state ?? '')));
}

function trackedOf(stage: Stage, { requested }: Watch, task: string | undefined): Tracked {
  return {
    stage,
    state: task === undefined ? 'waiting' : 'submitted',
    ...(task !== undefined && { task }),
    requested: requested(stage),
    exclude: new Set(),
    lost: 0,
    machines: 0,
    raised: new Set(),
  };
}

/** The job of a task. */
export function jobOf(task: string): string {
  return task.split('_')[0]!;
}

/** What the queue says of the submitted tasks; undefined while it says nothing. */
async function asked(
  all: readonly Tracked[],
  { queue, tell }: Watch,
): Promise<ReadonlyMap<string, TaskState> | undefined> {
  const jobs = all.flatMap(({ state, task }) => (state === 'submitted' && task ? [jobOf(task)] : []));
  try {
    return await queue.states([...new Set(jobs)]);
  } catch (error) {
    if (!(error instanceof QueueSilent)) throw error;
    tell(`the queue does not answer: ${error.message}`);
    return undefined;
  }
}

/** Those of an array that are due, those that ask for more than they did or shun machines apart. */
function classed(array: StageArray, due: readonly Tracked[]): readonly StageArray[] {
  const classes = new Map<string, StageArray & { readonly stages: Stage[] }>();
  for (const { stage, requested, exclude, lost, machines, raised } of due) {
    const times = lost + machines + raised.size;
    const shunned = [...exclude].sort();
    const id = JSON.stringify([requested, shunned, times]);
    const name = times === 0 ? array.name : `${array.name}-again-${times}-${classes.size + 1}`;
    if (!classes.has(id)) classes.set(id, { name, stages: [], requested, exclude: shunned });
    classes.get(id)!.stages.push(stage);
  }
  return [...classes.values()];
}

async function submit(array: StageArray, watch: Watch, tracked: ReadonlyMap<string, Tracked>): Promise<void> {
  for (const { key } of array.stages) watch.forget(key);
  const script = await watch.written(array);
  const job = await patiently(() => watch.queue.submit(script), watch.tell, watch.pause);
  await watch.submitted(job, array);
  array.stages.forEach(({ key }, i) => {
    const one = tracked.get(key)!;
    one.state = 'submitted';
    one.task = `${job}_${i}`;
  });
}
