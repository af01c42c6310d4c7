import { inferableNamed } from '../../../../record/infer/score/catalogue.ts';
import type { Inferable, Reading } from '../../../../record/infer/score/inferable.ts';
import { planReadings, readImagePair } from '../../../../record/infer/score/readings.ts';
import { type SearchSpace, searchedConventions } from '../../../../record/infer/score/search.ts';
import type { VolumeEnds } from '../../../../record/infer/score/view.ts';
import type { ScoreTask } from '../../metric/folder-tasks.ts';
import { type CommonScale, filesReader, sidesOf } from './pair-reader.ts';

/** What is searched, as plain data, so that any thread can make the same plan of it. */
export interface Search {
  readonly metric: string;
  readonly space: SearchSpace;
  readonly scale: CommonScale;
}

/** One pair of a search. */
export interface SearchTask {
  readonly task: ScoreTask;
  readonly ends: VolumeEnds;
}

/** Reads pairs and takes their readings, in the order of the plan. */
export function pairReadings(
  search: Search,
  metric: Inferable = inferableNamed(search.metric)!,
): (task: SearchTask) => Promise<readonly (Reading | string)[]> {
  const { space, scale } = search;
  const plan = planReadings(metric, searchedConventions(metric, space));
  const read = filesReader(scale.rule);
  return async ({ task, ends }) => readImagePair(metric, plan, sidesOf(await read(task), scale.unit), ends);
}
