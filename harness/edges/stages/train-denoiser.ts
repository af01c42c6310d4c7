import { scaleUnet } from '../../networks/scale-unet.ts';
import { decodeStack } from '../../pipeline/image-stack.ts';
import type { StageKind } from '../../pipeline/stage.ts';
import type { ScaleDenoiserRecipe } from '../../training/denoiser-recipe.ts';
import { denoiserTask } from '../../training/denoiser-task.ts';
import { averaged } from '../../training/train.ts';
import { writeSafetensors } from '../files/weights/safetensors.ts';
import { plainSamples } from './stack-samples.ts';
import { curveFile, trainingRun } from './training-run.ts';

interface TrainDenoiserParams {
  readonly recipe: ScaleDenoiserRecipe;
  readonly seed: number;
}

/** Trains a denoiser of the scale model on the latents `clean` under their `condition`. */
export const trainDenoiserStage: StageKind<TrainDenoiserParams> = {
  name: 'train-denoiser',
  code: import.meta.url,
  runsNetworks: true,
  async run(params, inputs, _location, context) {
    const { recipe, seed } = params;
    const clean = plainSamples(decodeStack(inputs['clean']!, 'latents'));
    const condition = plainSamples(decodeStack(inputs['condition']!, 'latents'));
    const shape = clean.shape as [number, number, number];
    const network = scaleUnet('denoiser', { ...recipe.architecture, latentChannels: shape[0] });
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
