import { scaleUnet } from '../../networks/scale-unet.ts';
import { paperUnet2d, unet2d } from '../../networks/unet-2d.ts';
import { decodeStack } from '../../pipeline/image-stack.ts';
import type { StageKind } from '../../pipeline/stage.ts';
import type { DenoiserTraining } from '../../training/denoiser-recipe.ts';
import { denoiserTask } from '../../training/denoiser-task.ts';
import { averaged } from '../../training/train.ts';
import { writeSafetensors } from '../files/weights/safetensors.ts';
import { plainSamples } from './stack-samples.ts';
import { curveFile, trainingRun } from './training-run.ts';

interface TrainDenoiserParams {
  readonly recipe: DenoiserTraining;
  readonly seed: number;
}

/** Trains a denoiser, the scale model's or the paper's, on the latents `clean` under their `condition`. */
export const trainDenoiserStage: StageKind<TrainDenoiserParams> = {
  name: 'train-denoiser',
  code: import.meta.url,
  runsNetworks: true,
  async run(params, inputs, _location, context) {
    const { recipe, seed } = params;
    const clean = plainSamples(decodeStack(inputs['clean']!, 'latents'));
    const condition = plainSamples(decodeStack(inputs['condition']!, 'latents'));
    const shape = clean.shape as [number, number, number];
    const network =
      'kind' in recipe
        ? unet2d('denoiser', {
            ...paperUnet2d(shape[0], shape[1]),
            inChannels: shape[0] + condition.shape[0]!,
          })
        : scaleUnet('denoiser', { ...recipe.architecture, latentChannels: shape[0] });
    const pairs = {
      clean: clean.rows,
      condition: condition.rows,
      shape,
      conditionChannels: condition.shape[0]!,
    };
    const task = denoiserTask(network, recipe, pairs, seed);
    const state = await trainingRun(task, recipe.training, recipe.ema, seed, context);
    return {
      'weights.safetensors': writeSafetensors(averaged(state), 'F16'),
      'raw.safetensors': writeSafetensors(state.weights, 'F16'),
      'curve.json': curveFile(state),
    };
  },
};
