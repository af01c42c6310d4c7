import { scaleUnet } from '../../networks/scale-unet.ts';
import type { StageKind } from '../../pipeline/stage.ts';
import { checkpointTensors } from '../../training/checkpoint.ts';
import { distillationTask } from '../../training/distillation-task.ts';
import type { DistilledTraining } from '../../training/distilled-recipe.ts';
import { initialState } from '../../training/train.ts';
import { writeSafetensors } from '../files/weights/safetensors.ts';
import { denoiserFiles, latentPairsIn } from './denoiser-training.ts';
import { stageEngine } from './stage-engine.ts';
import { trainedWeights } from './stage-networks.ts';
import { trainingRun } from './training-run.ts';

interface TrainDistilledParams {
  readonly recipe: DistilledTraining;
  readonly seed: number;
}

/** Trains a student on what its `teacher` makes of the latents `clean` under their `condition`. */
export const trainDistilledStage: StageKind<TrainDistilledParams> = {
  name: 'train-distilled',
  code: import.meta.url,
  runsNetworks: true,
  async run({ recipe, seed }, inputs, _location, context) {
    const pairs = latentPairsIn(inputs);
    const [channels, height, width] = pairs.shape;
    const network = scaleUnet('denoiser', { ...recipe.architecture, latentChannels: channels });
    const weights = trainedWeights(inputs['teacher']!, 'weights.safetensors');
    const { batch } = recipe.training;
    const shapes = { sample: [batch, channels + pairs.conditionChannels, height, width], time: [batch] };
    const teacher = await (await stageEngine(context)).compile(network, shapes, weights);
    const task = await distillationTask(
      network,
      recipe,
      pairs,
      seed,
      async (given) => (await teacher.run(given))['prediction']!.data,
    ).finally(() => teacher.dispose());
    // A student begins where its teacher ended: as if a training had reached that.
    const beginning = () =>
      writeSafetensors(checkpointTensors({ ...initialState(task, null, seed), weights }));
    const checkpoint = {
      read: async () => (await context.checkpoint.read()) ?? beginning(),
      write: (state: Uint8Array) => context.checkpoint.write(state),
    };
    const state = await trainingRun(task, recipe.training, null, seed, { ...context, checkpoint });
    // There is no average: the weights of the last step are both.
    return denoiserFiles(state);
  },
};
