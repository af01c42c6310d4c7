import { decodeStack } from '../../pipeline/image-stack.ts';
import type { StageKind } from '../../pipeline/stage.ts';
import type { TrainedRestorerRecipe } from '../../training/restorer-recipe.ts';
import { restorerNetwork, restorerTask } from '../../training/restorer-task.ts';
import { writeSafetensors } from '../files/weights/safetensors.ts';
import { plainSamples } from './stack-samples.ts';
import { curveFile, trainingRun } from './training-run.ts';

interface TrainRestorerParams {
  readonly recipe: TrainedRestorerRecipe;
  readonly seed: number;
}

/** Trains a restorer on the LR images `low` of `images`. */
export const trainRestorerStage: StageKind<TrainRestorerParams> = {
  name: 'train-restorer',
  code: import.meta.url,
  runsNetworks: true,
  async run(params, inputs, _location, context) {
    const { recipe, seed } = params;
    const low = plainSamples(decodeStack(inputs['low']!));
    const high = plainSamples(decodeStack(inputs['images']!));
    const network = restorerNetwork(recipe, high.shape[1]! / low.shape[1]!);
    const pairs = { low: low.rows, lowSide: low.shape[1]!, high: high.rows, highSide: high.shape[1]! };
    const state = await trainingRun(
      restorerTask(network, recipe, pairs, seed),
      recipe.training,
      null,
      seed,
      context,
    );
    return { 'weights.safetensors': writeSafetensors(state.weights, 'F16'), 'curve.json': curveFile(state) };
  },
};
