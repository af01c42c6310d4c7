import { sample } from '../../diffusion/samplers/catalogue.ts';
import { createSchedule } from '../../diffusion/schedule.ts';
import { batchSize } from '../../networks/batch-size.ts';
import { decodeStack, encodeStack } from '../../pipeline/image-stack.ts';
import type { StageKind } from '../../pipeline/stage.ts';
import { joined } from '../../training/denoiser-task.ts';
import type { Sr3Recipe } from '../../training/sr3-recipe.ts';
import { sr3Network } from '../../training/sr3-task.ts';
import { inBatches, joinedRows, splitRows } from '../networks/batches.ts';
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
    const rows: Float32Array[] = [];
    const together = batchSize(height * width, engine);
    await inBatches({ from: 0, to: low.length }, together, async (positions, compiledFor) => {
      const batch = positions.length;
      const shapes = { sample: [batch, 2, height, width], time: [batch] };
      const compiled = await compiledFor(batch, () => engine.compile(network, shapes, weights));
      const enlarged = joinedRows(positions.map((i) => given.rows[i]!));
      const drawn = await sample(recipe.sampler, {
        trained: { kind: 'diffusion', schedule, prediction: recipe.prediction! },
        shape: [batch, 1, height, width],
        ids: positions.map((i) => low[i]!.id),
        seed,
        purpose: 'sampling',
        async predict(z, index) {
          const level = Math.sqrt(schedule.alphas[index]!);
          const found = await compiled.run({
            sample: { shape: shapes.sample, data: joined(z, enlarged, batch) },
            time: { shape: [batch], data: new Float32Array(batch).fill(level) },
          });
          return found['prediction']!.data;
        },
      });
      rows.push(...splitRows(drawn, batch));
      context.report(`${rows.length} of ${low.length} images`);
    });
    return encodeStack(imagesOf(low, { shape: [1, height, width], rows }));
  },
};
