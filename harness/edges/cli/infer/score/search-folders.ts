import { availableParallelism } from 'node:os';
import type { Convention } from '../../../../record/infer/score/convention.ts';
import type { Inferable } from '../../../../record/infer/score/inferable.ts';
import { planReadings, type ReadImage, valuesOf } from '../../../../record/infer/score/readings.ts';
import { type SearchSpace, searchedConventions } from '../../../../record/infer/score/search.ts';
import { threadCode } from '../../../thread-code.ts';
import { workerPool } from '../../../worker-pool.ts';
import { inOrder } from '../../metric/in-order.ts';
import type { CountBar } from '../../progress.ts';
import { pairReadings, type Search } from './pair-readings.ts';
import type { ReadSet } from './read-set.ts';

/** Conventions, the described one first, and what each makes of the images. */
export interface Searched {
  readonly conventions: readonly Convention[];
  readonly values: readonly (number | string)[];
}

/**
 * Every convention near the described one on all pairs of a set.
 * @param threads how many work at once; undefined for one a core, and none where the metric needs an engine
 */
export async function searchFolders(
  metric: Inferable,
  { tasks, ends, scale }: ReadSet,
  space: SearchSpace,
  threads: number | undefined,
  bar: CountBar | undefined,
): Promise<Searched> {
  const conventions = searchedConventions(metric, space);
  const plan = planReadings(metric, conventions);
  const search: Search = { metric: metric.name, space, scale };
  const jobs = Math.min(threads ?? availableParallelism(), Math.ceil(tasks.length / 2));
  const { workers, stop } =
    jobs === 1
      ? { workers: [pairReadings(search, metric)], stop: async () => {} }
      : workerPool<Parameters<ReturnType<typeof pairReadings>>[0], ReadImage['readings']>(
          threadCode('read-thread', import.meta.url),
          search,
          jobs,
        );
  const images: ReadImage[] = [];
  try {
    const pairs = tasks.map((task) => ({ task, ends: ends.get(task.subject)! }));
    for await (const readings of inOrder(pairs, workers)) {
      const { task, ends: own } = pairs[images.length]!;
      images.push({ subject: task.subject, extremes: own.reference, readings });
      bar?.told(images.length, tasks.length, task.id);
    }
  } finally {
    await stop();
  }
  return { conventions, values: valuesOf(metric, plan, conventions, images) };
}
