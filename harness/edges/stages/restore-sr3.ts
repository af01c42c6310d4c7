import { createSchedule } from '../../diffusion/schedule.ts';
import { decodeStack, encodeStack } from '../../pipeline/image-stack.ts';
import type { StageKind } from '../../pipeline/stage.ts';
import type { Sr3Recipe } from '../../training/sr3-recipe.ts';
import { sr3Network } from '../../training/sr3-task.ts';
import { drawnLatents } from '../networks/drawn-latents.ts';
import { savedRows } from '../networks/saved-rows.ts';
import { enlargedSamples } from './enlarged-samples.ts';
import { imagesOf } from './stack-samples.ts';
import { stageEngine } from './stage-engine.ts';
import { trainedWeights } from './stage-networks.ts';

interface RestoreSr3Params {
  readonly recipe: Pick<Sr3Recipe, 'architecture' | 'schedule' | 'prediction' | 'sampler'>;
  readonly seed: number;
}

/**
 * Draws images of the size of `images` given the LR images `low`, by iterative refinement (Saharia et al. 2021,
 * algorithm 2): the ancestral sampler, the network told sqrt(gamma).
 */
export const restoreSr3Stage: StageKind<RestoreSr3Params> = {
  name: 'restore-sr3',
  code: import.meta.url,
  runsNetworks: true,
  async run({ recipe, seed }, inputs, _location, context) {
    const low = decodeStack(inputs['low']!);
    const { height, width } = decodeStack(inputs['images']!)[0]!.image;
    const given = enlargedSamples(low, height, width);
    const schedule = createSchedule(recipe.schedule!);
    const network = sr3Network(recipe);
    const weights = trainedWeights(inputs['restorer']!, 'weights.safetensors');
    const engine = await stageEngine(context);
    const drawn = await drawnLatents(
      engine,
      {
        network,
        weights,
        trained: { kind: 'diffusion', schedule, prediction: recipe.prediction! },
        told: (index) => Math.sqrt(schedule.alphas[index]!),
        latentChannels: 1,
        sampler: recipe.sampler,
        seed,
        pixels: height * width,
      },
      low.map(({ id }) => id),
      given,
      {
        saved: await savedRows(context.checkpoint, height * width),
        report: (done) => context.report(`${done} of ${low.length} images`),
      },
    );
    return encodeStack(imagesOf(low, drawn));
  },
};
