import { resolveMethod } from '../../baselines/catalogue.ts';
import type { Method } from '../../baselines/method.ts';
import { networkSize } from '../../networks/network-size.ts';
import { publishedRestorer } from '../../networks/published-restorers.ts';
import type { TrainedRestorerRecipe } from '../../training/restorer-recipe.ts';
import type { Cell } from '../cell.ts';
import type { Stage } from '../stage.ts';
import { Missing, type PlanContext, plannedStage, playedBy } from './context.ts';
import { datasetOf, imagesOf, lowOf, optionsOf, pixelsOf, type TaskImages, taskImages } from './data.ts';
import { memoised } from './memoised.ts';
import { besidesTask, trained } from './networks.ts';
import { resourcesOf } from './resources.ts';

/** The stage that brings LR images back to their HR size by a method without latents. @throws Missing */
export function restorationStage(context: PlanContext, cell: Cell, task: TaskImages): Stage {
  const declared = optionsOf(cell.method);
  if (declared.kind !== 'restorer') return byMethod(context, cell, task, declared);
  const { profile } = context;
  const role = String(cell.method['restorer']);
  const recipe = context.restorer(playedBy(profile.restorers, role, 'the restorer', profile));
  return recipe.kind === 'published'
    ? byMethod(context, cell, task, { kind: 'network', asset: recipe.asset })
    : trainedRestorer(context, cell, task, role, recipe);
}

function byMethod(context: PlanContext, cell: Cell, task: TaskImages, declared: object): Stage {
  const { set } = task;
  const method = resolveMethod(declared, `method ${cell.method.id}`);
  const found = context.method(method, cell.levels);
  if ('missing' in found) throw new Missing(found.missing);
  const { kind, params, location } = found;
  return plannedStage(context, kind, {
    label: `restore ${cell.id}`,
    params,
    // Images made elsewhere were made from LR images that this run does not see.
    inputs: { ...(kind !== 'images-elsewhere' && { low: lowOf(task) }), reference: imagesOf(set) },
    location,
    work: set.samples,
    samples: set.samples,
    ...restoring(context, method, task),
  });
}

/** Convolutions and windows take as many operations as there are pixels: a small image tells of all, and at once. */
const measured = 16;

/** What the published network of a method takes; it meets the LR image as it is, or one that its factor fits. */
function restoring(context: PlanContext, method: Method, { set, lowSide = 0 }: TaskImages) {
  if (method.kind !== 'network' || lowSide === 0) return resourcesOf([pixelsOf(set)], [pixelsOf(set)]);
  const { network, factor } = publishedRestorer(method.asset);
  const side = method.fit === 'input' ? Math.ceil((set.side ?? 0) / factor) : lowSide;
  const small = memoised(context, 'restorer size', [method.asset], () =>
    networkSize(network, { image: [1, 3, measured, measured] }),
  );
  const times = (side / measured) ** 2;
  const size = { ...small, flop: times * small.flop, activations: times * small.activations };
  return {
    flop: set.samples * size.flop,
    ...resourcesOf([pixelsOf(set)], [pixelsOf(set)], [size], (side * factor) ** 2),
  };
}

/** A network that was trained on other images for the same degradation. */
function trainedRestorer(
  context: PlanContext,
  cell: Cell,
  task: TaskImages,
  role: string,
  recipe: TrainedRestorerRecipe,
): Stage {
  const { set, degradation } = task;
  const { data, training, ...rest } = recipe;
  const source = datasetOf(context, data);
  // Trained for the very degradation that it is to undo, the task of the scored set.
  const pairs = taskImages(context, { ...source, ...(set.task && { task: set.task }) }, degradation);
  const seed = cell.seed.denoiser;
  const weights = trained(context, 'train-restorer', {
    label: `train restorer ${role} for ${set.id}${besidesTask(pairs)}${seed > 0 ? `, seed ${seed}` : ''}`,
    params: { recipe: { ...rest, training }, seed },
    inputs: { images: imagesOf(source), low: lowOf(pairs) },
    work: training.steps * training.batch,
  });
  return plannedStage(context, 'restore-trained', {
    label: `restore ${cell.id}`,
    params: { recipe: rest },
    inputs: { low: lowOf(task), images: imagesOf(set), restorer: weights },
    work: set.samples,
  });
}
