import { resolveMethod } from '../../baselines/catalogue.ts';
import type { TrainedRestorerRecipe } from '../../training/restorer-recipe.ts';
import type { Cell } from '../cell.ts';
import type { Stage } from '../stage.ts';
import { Missing, type PlanContext, plannedStage, playedBy } from './context.ts';
import { datasetOf, optionsOf, type TaskImages, taskImages } from './data.ts';
import { besidesTask, trained } from './networks.ts';

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

function byMethod(context: PlanContext, cell: Cell, { set, low }: TaskImages, declared: object): Stage {
  const found = context.method(resolveMethod(declared, `method ${cell.method.id}`), cell.levels);
  if ('missing' in found) throw new Missing(found.missing);
  const { kind, params, location } = found;
  return plannedStage(context, kind, {
    label: `restore ${cell.id}`,
    params,
    // Images made elsewhere were made from LR images that this run does not see.
    inputs: { ...(kind !== 'images-elsewhere' && { low }), reference: set.stage },
    location,
    work: set.samples,
  });
}

/** A network that was trained on other images for the same degradation. */
function trainedRestorer(
  context: PlanContext,
  cell: Cell,
  { set, low, degradation }: TaskImages,
  role: string,
  recipe: TrainedRestorerRecipe,
): Stage {
  const { data, training, ...rest } = recipe;
  const source = datasetOf(context, data);
  // Trained for the very degradation that it is to undo, the task of the scored set.
  const pairs = taskImages(context, { ...source, ...(set.task && { task: set.task }) }, degradation);
  const seed = cell.seed.denoiser;
  const weights = trained(context, 'train-restorer', {
    label: `train restorer ${role} for ${set.id}${besidesTask(pairs)}${seed > 0 ? `, seed ${seed}` : ''}`,
    params: { recipe: { ...rest, training }, seed },
    inputs: { images: source.stage, low: pairs.low },
    work: training.steps * training.batch,
  });
  return plannedStage(context, 'restore-trained', {
    label: `restore ${cell.id}`,
    params: { recipe: rest },
    inputs: { low, images: set.stage, restorer: weights },
    work: set.samples,
  });
}
