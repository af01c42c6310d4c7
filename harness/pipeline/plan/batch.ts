import type { Stage } from '../stage.ts';
import { Missing, type PlanContext, plannedStage } from './context.ts';
import { type PlannedSet, pixelsOf } from './data.ts';
import { memoised } from './memoised.ts';
import { commonBatch } from './network-batch.ts';
import { resourcesOf } from './resources.ts';

/** Images of a batch, where the profile says nothing. */
const usual = 32;

/** The part of a data set that a plan of one batch has; the whole where the plan is of all. @throws Missing past its end */
export function batchOf(context: PlanContext, set: PlannedSet): PlannedSet {
  const { batch } = context;
  return batch === undefined
    ? set
    : memoised(context, 'batch', [set], () => sliced(context, set, batch * together(context, set)));
}

function sliced(context: PlanContext, set: PlannedSet, from: number): PlannedSet {
  const { stage } = set;
  if (!stage) throw new Missing(`needs the images of ${set.id}: cached latents come as a whole`);
  if (from >= set.samples) throw new Missing(`needs more images of ${set.id} than its ${set.samples}`);
  const to = Math.min(set.samples, from + together(context, set));
  const slice = (images: Stage): Stage =>
    plannedStage(context, 'slice', {
      label: `${images.label}, ${from + 1} to ${to}`,
      params: { from, to },
      inputs: { images },
      work: to - from,
      ...resourcesOf([pixelsOf(set)], [{ samples: to - from, numbers: pixelsOf(set).numbers }]),
    });
  return { ...set, stage: slice(stage), samples: to - from, ...(set.low && { low: slice(set.low) }) };
}

/** No batch tears apart what goes through a network together, so that its bytes are those of the whole. */
function together({ profile }: PlanContext, { side = 0 }: PlannedSet): number {
  const one = commonBatch(profile.networkBatch, side);
  return Math.ceil((profile.batch ?? usual) / one) * one;
}
