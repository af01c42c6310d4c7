import { scaleUnet } from '../../networks/scale-unet.ts';
import { paperUnet2d, unet2d } from '../../networks/unet-2d.ts';
import type { StageKind } from '../../pipeline/stage.ts';
import type { DenoiserTraining } from '../../training/denoiser-recipe.ts';
import { denoiserTask } from '../../training/denoiser-task.ts';
import { denoiserFiles, latentPairsIn } from './denoiser-training.ts';
import { trainingRun } from './training-run.ts';

interface TrainDenoiserParams {
  readonly recipe: DenoiserTraining;
  readonly seed: number;
}

/** Trains a denoiser, the scale model's or the paper's, on the latents `clean` under their `condition`. */
export const trainDenoiserStage: StageKind<TrainDenoiserParams> = {
  name: 'train-denoiser',
  code: import.meta.url,
  runsNetworks: true,
  async run({ recipe, seed }, inputs, _location, context) {
    const pairs = latentPairsIn(inputs);
    const [channels, side] = pairs.shape;
    const network =
      'kind' in recipe
        ? unet2d('denoiser', {
            ...paperUnet2d(channels, side),
            inChannels: channels + pairs.conditionChannels,
          })
        : scaleUnet('denoiser', { ...recipe.architecture, latentChannels: channels });
    const task = denoiserTask(network, recipe, pairs, seed);
    return denoiserFiles(await trainingRun(task, recipe.training, recipe.ema, seed, context));
  },
};
