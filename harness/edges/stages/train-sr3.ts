import { decodeStack } from '../../pipeline/image-stack.ts';
import type { StageKind } from '../../pipeline/stage.ts';
import type { Sr3Recipe } from '../../training/sr3-recipe.ts';
import { sr3Network, sr3Task } from '../../training/sr3-task.ts';
import { averaged } from '../../training/train.ts';
import { writeSafetensors } from '../files/weights/safetensors.ts';
import { enlargedSamples } from './enlarged-samples.ts';
import { signedSamples } from './stack-samples.ts';
import { curveFile, trainingRun } from './training-run.ts';

interface TrainSr3Params {
  readonly recipe: Omit<Sr3Recipe, 'sampler'>;
  readonly seed: number;
}

/** Trains SR3 on `images` and their LR images `low`. */
export const trainSr3Stage: StageKind<TrainSr3Params> = {
  name: 'train-sr3',
  code: import.meta.url,
  runsNetworks: true,
  async run({ recipe, seed }, inputs, _location, context) {
    const high = signedSamples(decodeStack(inputs['images']!), 1);
    const side = high.shape[1]!;
    const enlarged = enlargedSamples(decodeStack(inputs['low']!), side, side);
    const pairs = { high: high.rows, enlarged: enlarged.rows, side };
    const task = sr3Task(sr3Network(recipe), recipe, pairs, seed);
    const state = await trainingRun(task, recipe.training, recipe.ema, seed, context);
    return {
      'weights.safetensors': writeSafetensors(averaged(state), 'F16'),
      'curve.json': curveFile(state),
    };
  },
};
