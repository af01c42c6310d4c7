import type { Network } from '../networks/network.ts';
import { denoiserTask, type LatentPairs } from './denoiser-task.ts';
import { withDroppedCondition } from './dropped-condition.ts';
import { subbandLoss } from './subband-loss.ts';
import type { TrainingTask } from './task.ts';
import type { VariationTraining } from './variation-recipe.ts';

/** The training of a denoiser with the one thing in which it differs: all other draws are those without. */
export function variationTask(
  denoiser: Network,
  recipe: VariationTraining,
  pairs: LatentPairs,
  seed: number,
): TrainingTask {
  const { subbands, dropped, objective } = recipe;
  const task = denoiserTask(denoiser, recipe, pairs, seed);
  if (subbands) return { ...task, loss: subbandLoss(denoiser, objective.distance, subbands) };
  return withDroppedCondition(task, {
    share: dropped ?? 0,
    latentChannels: pairs.shape[0],
    seed,
    name: denoiser.name,
  });
}
