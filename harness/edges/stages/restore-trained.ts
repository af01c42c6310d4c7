import { decodeStack, encodeStack } from '../../pipeline/image-stack.ts';
import type { StageKind } from '../../pipeline/stage.ts';
import type { TrainedRestorerRecipe } from '../../training/restorer-recipe.ts';
import { restorerNetwork } from '../../training/restorer-task.ts';
import { restoreWith } from '../networks/restorer.ts';
import { stageEngine } from './stage-engine.ts';
import { trainedWeights } from './stage-networks.ts';

/** Brings LR images back to the size of `images` by a trained `restorer`. */
export const restoreTrainedStage: StageKind = {
  name: 'restore-trained',
  code: import.meta.url,
  runsNetworks: true,
  async run(params, inputs, _location, context) {
    const recipe = params['recipe'] as Pick<TrainedRestorerRecipe, 'architecture'>;
    const low = decodeStack(inputs['low']!);
    const targets = decodeStack(inputs['images']!).map(({ image }) => image);
    const factor = targets[0]!.height / low[0]!.image.height;
    const restored = await restoreWith(
      await stageEngine(context),
      {
        network: restorerNetwork(recipe, factor),
        weights: trainedWeights(inputs['restorer']!, 'weights.safetensors'),
        channels: 1,
        factor,
      },
      low.map(({ image }) => image),
      targets,
      'output',
    );
    return encodeStack(low.map(({ id, subject }, i) => ({ id, subject, image: restored[i]! })));
  },
};
