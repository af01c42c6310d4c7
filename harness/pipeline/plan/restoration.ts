import { resolveMethod } from '../../baselines/catalogue.ts';
import type { Method } from '../../baselines/method.ts';
import { networkCalls } from '../../diffusion/samplers/catalogue.ts';
import { type NetworkSize, networkSize, noSize } from '../../networks/network-size.ts';
import { publishedRestorer } from '../../networks/published-restorers.ts';
import type { TrainedRestorerRecipe } from '../../training/restorer-recipe.ts';
import type { Sr3Recipe } from '../../training/sr3-recipe.ts';
import { sr3Network } from '../../training/sr3-task.ts';
import type { Cell } from '../cell.ts';
import type { Stage } from '../stage.ts';
import { Missing, type PlanContext, plannedStage, playedBy } from './context.ts';
import { datasetOf, imagesOf, lowOf, optionsOf, pixelsOf, type TaskImages, trainingTask } from './data.ts';
import { diffirStage } from './diffir.ts';
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
    : recipe.kind === 'sr3'
      ? sr3(context, cell, task, role, recipe)
      : recipe.kind === 'swinir'
        ? trainedRestorer(context, cell, task, role, recipe)
        : diffirStage(context, cell, task, role, recipe);
}

function byMethod(context: PlanContext, cell: Cell, task: TaskImages, declared: object): Stage {
  const { set } = task;
  const method = resolveMethod(declared, `method ${cell.method.id}`);
  const found = context.method(method, cell.levels);
  if ('missing' in found) throw new Missing(found.missing, found.unfetched);
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
  const images = pixelsOf(set);
  if (method.kind !== 'network' || lowSide === 0) return resourcesOf([images], [images]);
  const { network, factor } = publishedRestorer(method.asset);
  const side = method.fit === 'input' ? Math.ceil((set.side ?? 0) / factor) : lowSide;
  const small = memoised(context, 'restorer size', [method.asset], () =>
    networkSize(network, { image: [1, 3, measured, measured] }),
  );
  const times = (side / measured) ** 2;
  const size = { ...small, flop: times * small.flop, activations: times * small.activations };
  return {
    flop: set.samples * size.flop,
    ...oneByOne(resourcesOf([images], [images], [size], (side * factor) ** 2)),
  };
}

/** Restorers are given one image at a time, whatever is declared. */
function oneByOne({ network, ...resources }: ReturnType<typeof resourcesOf>) {
  return { ...resources, network: { ...network!, alone: true } };
}

/** A network that was trained on other images for the same degradation. */
function trainedRestorer(
  context: PlanContext,
  cell: Cell,
  task: TaskImages,
  role: string,
  recipe: TrainedRestorerRecipe,
): Stage {
  const { set } = task;
  const { data, training, ...rest } = recipe;
  const source = datasetOf(context, data);
  const pairs = trainingTask(context, source, task);
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

/** Images drawn in pixels, by a network that was trained for the set and its degradation. */
function sr3(context: PlanContext, cell: Cell, task: TaskImages, role: string, recipe: Sr3Recipe): Stage {
  const { set } = task;
  const { kind, sampler, architecture, objective, schedule, prediction, patch, training, ema } = recipe;
  if (set.training === undefined) throw new Missing(`needs a training set for ${set.id}`);
  const source = datasetOf(context, set.training);
  const pairs = trainingTask(context, source, task);
  const call = (side: number) => sr3Call(context, recipe, side);
  const seed = cell.seed.denoiser;
  const weights = trained(context, 'train-sr3', {
    label: `train restorer ${role} for ${set.id}${besidesTask(pairs)}${seed > 0 ? `, seed ${seed}` : ''}`,
    params: { recipe: { kind, architecture, objective, schedule, prediction, patch, training, ema }, seed },
    inputs: { images: imagesOf(source), low: lowOf(pairs) },
    work: training.steps * training.batch,
    flop: 3 * training.steps * training.batch * call(Math.min(patch, set.side ?? patch)).flop,
  });
  const calls = networkCalls(sampler);
  const side = set.side ?? 0;
  return plannedStage(context, 'restore-sr3', {
    label: `restore ${cell.id}`,
    params: { recipe: { kind, architecture, schedule, prediction, sampler }, seed: context.seed },
    inputs: { low: lowOf(task), images: imagesOf(set), restorer: weights },
    work: set.samples * calls,
    calls,
    flop: set.samples * calls * call(side).flop,
    ...resourcesOf([pixelsOf(set)], [pixelsOf(set)], [call(side)], side ** 2),
  });
}

/** What a call of SR3's network takes for one image of this side. */
function sr3Call(context: PlanContext, recipe: Sr3Recipe, side: number): NetworkSize {
  return memoised(context, 'sr3 call', [recipe, side], () =>
    side === 0 ? noSize : networkSize(sr3Network(recipe), { sample: [1, 2, side, side], time: [1] }),
  );
}
