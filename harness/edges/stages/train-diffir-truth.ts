import { decodeStack } from '../../pipeline/image-stack.ts';
import type { StageKind } from '../../pipeline/stage.ts';
import { diffirWithTruth } from '../../training/diffir-networks.ts';
import type { DiffirTruthRecipe } from '../../training/diffir-recipe.ts';
import { diffirTruthTask } from '../../training/diffir-task.ts';
import { writeSafetensors } from '../files/weights/safetensors.ts';
import { plainSamples } from './stack-samples.ts';
import { curveFile, trainingRun } from './training-run.ts';

interface TrainDiffirTruthParams {
  readonly recipe: DiffirTruthRecipe;
  readonly seed: number;
}

/** Trains DiffIR's first stage, which knows the true images, on `images` and their LR images `low`. */
export const trainDiffirTruthStage: StageKind<TrainDiffirTruthParams> = {
  name: 'train-diffir-truth',
  code: import.meta.url,
  runsNetworks: true,
  async run({ recipe: { architecture, training }, seed }, inputs, _location, context) {
    const low = plainSamples(decodeStack(inputs['low']!));
    const high = plainSamples(decodeStack(inputs['images']!));
    const [lowSide, highSide] = [low.shape[1]!, high.shape[1]!];
    const network = diffirWithTruth(architecture, highSide / lowSide);
    const pairs = { low: low.rows, lowSide, high: high.rows, highSide };
    const task = diffirTruthTask(network, training, pairs, seed);
    const state = await trainingRun(task, training, null, seed, context);
    return { 'weights.safetensors': writeSafetensors(state.weights, 'F16'), 'curve.json': curveFile(state) };
  },
};
