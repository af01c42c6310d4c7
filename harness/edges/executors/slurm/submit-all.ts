import { needsOf, type Stage } from '../../../pipeline/stage.ts';
import { patiently } from './queue.ts';
import { arraysOf, cut, type StageArray } from './stage-array.ts';
import { jobOf, liveTasks, type Watch } from './watch.ts';

/** A job that was submitted, or, without a number, one that would be. */
export interface PlannedJob {
  readonly job?: string;
  readonly name: string;
  readonly stages: number;
}

/**
 * Submits all `missing` stages (inputs first) at once, each array after those that its inputs are in, and watches none
 * of them: what fails is seen later, by `status` or the next run. Stages that the queue has already stay there.
 */
export async function submitAll(
  missing: readonly Stage[],
  watch: Pick<
    Watch,
    'queue' | 'requested' | 'written' | 'submitted' | 'earlier' | 'forget' | 'tell' | 'pause'
  >,
): Promise<readonly PlannedJob[]> {
  const { queue, tell, pause } = watch;
  const asked = <T>(ask: () => Promise<T>) => patiently(ask, tell, pause);
  const live = await asked(() => liveTasks(missing, watch));
  const jobs = new Map([...live].map(([key, task]) => [key, jobOf(task)]));
  const due = missing.filter(({ key }) => !live.has(key));
  const most = await asked(() => queue.mostTasks());
  const submitted: PlannedJob[] = [];
  // Depths are those among all that is missing, so that what is in the queue already counts.
  for (const array of arraysOf(missing, watch.requested).flatMap((each) => dueIn(each, due, most))) {
    for (const { key } of array.stages) watch.forget(key);
    const script = await watch.written(array);
    const job = await asked(() => queue.submit(script, inputJobs(array, jobs)));
    await watch.submitted(job, array);
    for (const { key } of array.stages) jobs.set(key, job);
    submitted.push({ job, name: array.name, stages: array.stages.length });
  }
  return submitted;
}

function dueIn(array: StageArray, due: readonly Stage[], most: number): readonly StageArray[] {
  const stages = array.stages.filter((stage) => due.includes(stage));
  return stages.length === 0 ? [] : cut({ ...array, stages }, most);
}

function inputJobs({ stages }: StageArray, jobs: ReadonlyMap<string, string>): readonly string[] {
  const inputs = stages.flatMap(needsOf);
  return [...new Set(inputs.flatMap(({ key }) => jobs.get(key) ?? []))];
}
