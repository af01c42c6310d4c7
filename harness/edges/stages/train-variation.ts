import { scaleUnet } from '../../networks/scale-unet.ts';
import { decodeStack } from '../../pipeline/image-stack.ts';
import type { StageKind } from '../../pipeline/stage.ts';
import { averaged } from '../../training/train.ts';
import type { VariationTraining } from '../../training/variation-recipe.ts';
import { variationTask } from '../../training/variation-task.ts';
import { writeSafetensors } from '../files/weights/safetensors.ts';
import { plainSamples } from './stack-samples.ts';
import { curveFile, trainingRun } from './training-run.ts';

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
    const task = variationTask(network, recipe, pairs, seed);
    const state = await trainingRun(task, recipe.training, recipe.ema, seed, context);
    return {
      'weights.safetensors': writeSafetensors(averaged(state), 'F16'),
      'raw.safetensors': writeSafetensors(state.weights, 'F16'),
      'curve.json': curveFile(state),
    };
  },
};
