import { scaleUnet } from '../../networks/scale-unet.ts';
import type { StageKind } from '../../pipeline/stage.ts';
import type { VariationTraining } from '../../training/variation-recipe.ts';
import { variationTask } from '../../training/variation-task.ts';
import { denoiserFiles, latentPairsIn } from './denoiser-training.ts';
import { trainingRun } from './training-run.ts';

interface TrainVariationParams {
  readonly recipe: VariationTraining;
  readonly seed: number;
}

/** Trains a denoiser of the scale model otherwise than `train-denoiser` in one thing, on the same latents. */
export const trainVariationStage: StageKind<TrainVariationParams> = {
  name: 'train-variation',
  code: import.meta.url,
  runsNetworks: true,
  async run({ recipe, seed }, inputs, _location, context) {
    const pairs = latentPairsIn(inputs);
    const network = scaleUnet('denoiser', { ...recipe.architecture, latentChannels: pairs.shape[0] });
    const task = variationTask(network, recipe, pairs, seed);
    return denoiserFiles(await trainingRun(task, recipe.training, recipe.ema, seed, context));
  },
};
