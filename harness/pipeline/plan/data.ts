import type { DatasetUse } from '../../datasets/dataset.ts';
import { resolveDegradation } from '../../degrade/catalogue.ts';
import { sideAfter } from '../../degrade/side-after.ts';
import { InputError } from '../../numeric/input-error.ts';
import type { Level } from '../experiment.ts';
import type { Stage } from '../stage.ts';
import { Missing, type PlanContext, plannedStage } from './context.ts';
import { memoised } from './memoised.ts';
import { resourcesOf, type Volume } from './resources.ts';

/** A data set with the stage that reads it. */
export interface PlannedSet extends DatasetUse {
  readonly id: string;
  /** Absent where only latents of its images are there. */
  readonly stage?: Stage;
  /** The stage that reads the LR images that came with it, where some did. */
  readonly low?: Stage;
  /** Why the LR images that came with it cannot be used, where they cannot. */
  readonly lowFault?: string;
  readonly lowSide?: number;
  readonly samples: number;
  readonly hasMasks: boolean;
  readonly side?: number;
}

/** The images of a super-resolution task. */
export interface TaskImages {
  readonly set: PlannedSet;
  readonly degradation: Level;
  /** Absent where only latents are there. */
  readonly low?: Stage;
  /** Whether the LR images are those that came with the set. */
  readonly own: boolean;
  /** Side of the LR images, where that of the HR images is known. */
  readonly lowSide?: number;
}

/** A data set by the id of its declaration. @throws Missing where its files are not there */
export function datasetOf(context: PlanContext, id: string, limit: number | null = null): PlannedSet {
  return memoised(context, 'data set', [id, limit], () => plannedSet(context, id, limit));
}

function plannedSet(context: PlanContext, id: string, limit: number | null): PlannedSet {
  const found = context.dataset(id);
  if ('missing' in found) throw new Missing(found.missing);
  const { params, location, use, hasMasks, hasLow, lowFault, side, lowSide } = found;
  const samples = Math.min(limit ?? found.samples, found.samples);
  const read = (label: string, part: object) =>
    plannedStage(context, 'dataset', {
      label,
      params: { ...params, limit, ...part },
      inputs: {},
      location,
      work: samples,
      ...resourcesOf([], [{ samples, numbers: (side ?? 0) ** 2 }]),
    });
  return {
    id,
    stage: read(`read ${id}`, {}),
    ...(hasLow && !lowFault && { low: read(`read LR images of ${id}`, { part: 'low' }) }),
    ...(lowFault && { lowFault }),
    samples,
    hasMasks,
    ...(side !== undefined && { side }),
    ...(lowSide !== undefined && { lowSide }),
    ...use,
  };
}

/** The stage that reads a set's HR images. @throws Missing where only latents of them are there */
export function imagesOf({ id, stage }: PlannedSet): Stage {
  if (stage) return stage;
  throw new Missing(`needs the HR images of ${id}, of which only latents are there`);
}

/** The stage that gives the LR images of a task. @throws Missing where only latents of the set's own are there */
export function lowOf({ set, degradation, low, own }: TaskImages): Stage {
  if (low) return low;
  const what = own ? 'the LR images' : `LR images by the degradation ${degradation.id}`;
  throw new Missing(`needs ${what} of ${set.id}, of whose own LR images only latents are there`);
}

/** The LR images of a set by a level of degradation, `task` standing for the set's own. */
export function taskImages(context: PlanContext, set: PlannedSet, degradation: Level): TaskImages {
  const parts = [set, JSON.stringify(degradation)];
  return memoised(context, 'task', parts, () => degraded(context, set, degradation));
}

/** The images that a network is trained on for the very degradation that it is to undo: the task of the scored set. */
export function trainingTask(
  context: PlanContext,
  source: PlannedSet,
  { set: { task }, degradation }: TaskImages,
): TaskImages {
  return taskImages(context, { ...source, ...(task && { task }) }, degradation);
}

function degraded(context: PlanContext, set: PlannedSet, degradation: Level): TaskImages {
  const level = degradation.kind === 'task' ? taskOf(set) : optionsOf(degradation);
  if (level.kind === 'own') {
    const { lowSide } = set;
    const low = set.stage && ownLow(set);
    return { set, degradation, own: true, ...(low && { low }), ...(lowSide !== undefined && { lowSide }) };
  }
  if (!set.stage) return { set, degradation, own: false };
  const options = resolveDegradation(level, degradation.id);
  const lowSide = set.side === undefined ? undefined : sideAfter(options, set.side);
  const low = plannedStage(context, 'degrade', {
    label: `degrade ${set.id} ${degradation.id}`,
    params: { degradation: options },
    inputs: { images: set.stage },
    work: set.samples,
    ...resourcesOf([pixelsOf(set)], [{ samples: set.samples, numbers: (lowSide ?? 0) ** 2 }]),
  });
  return { set, degradation, low, own: false, ...(lowSide !== undefined && { lowSide }) };
}

/** A set's HR images, or others of their size. */
export function pixelsOf({ samples, side = 0 }: PlannedSet): Volume {
  return { samples, numbers: side ** 2 };
}

/** A level's declaration without its id. */
export function optionsOf<T extends { id: string }>(level: T): Omit<T, 'id'> {
  const { id: _, ...options } = level;
  return options;
}

/** @throws Missing where none came with the set, or none that can be used */
function ownLow({ id, low, lowFault }: PlannedSet): Stage {
  if (low) return low;
  if (lowFault) throw new Missing(`needs the LR images of ${id}: ${lowFault}`);
  throw new Missing(`needs LR images that came with the data set ${id}, which has none`);
}

function taskOf({ id, task }: PlannedSet): NonNullable<DatasetUse['task']> {
  if (task) return task;
  throw new InputError({
    where: `data set ${id}`,
    expected: 'a degradation of its own',
    got: 'none',
    remedy: `give experiments/datasets/${id}.json a "task", or name a degradation in the experiment`,
  });
}
