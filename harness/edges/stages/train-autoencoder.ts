import type { Weights } from '../../networks/engine.ts';
import { scaleAutoencoder } from '../../networks/scale-autoencoder.ts';
import { mean, standardDeviation } from '../../numeric/moments.ts';
import { stream } from '../../numeric/stream.ts';
import { decodeStack } from '../../pipeline/image-stack.ts';
import type { StageKind } from '../../pipeline/stage.ts';
import type { ScaleAutoencoderRecipe } from '../../training/autoencoder-recipe.ts';
import { autoencoderTask } from '../../training/autoencoder-task.ts';
import { writeSafetensors } from '../files/weights/safetensors.ts';
import type { Samples } from '../networks/batches.ts';
import { signedSamples } from './stack-samples.ts';
import { stageEngine } from './stage-engine.ts';
import { encodedSamples } from './through-autoencoder.ts';
import { curveFile, trainingRun } from './training-run.ts';

interface TrainAutoencoderParams {
  readonly recipe: ScaleAutoencoderRecipe;
  readonly seed: number;
}

/** Trains an autoencoder of the scale model on `images0`, `images1` ..., and standardises its latents. */
export const trainAutoencoderStage: StageKind<TrainAutoencoderParams> = {
  name: 'train-autoencoder',
  code: import.meta.url,
  runsNetworks: true,
  async run(params, inputs, _location, context) {
    const { recipe, seed } = params;
    const images = signedSamples(
      Object.values(inputs).flatMap((artifact) => decodeStack(artifact)),
      1,
    );
    const autoencoder = scaleAutoencoder('autoencoder', recipe.architecture);
    const task = autoencoderTask(autoencoder, recipe, images.rows, images.shape[1]!, seed);
    const state = await trainingRun(task, recipe.training, null, seed, context);
    const chosen = someOf(images, recipe.standardisedOver, seed);
    const engine = await stageEngine(context);
    const latents = await encodedSamples(autoencoder, state.weights, chosen, engine);
    return {
      'weights.safetensors': writeSafetensors(standardised(state.weights, latents), 'F16'),
      'curve.json': curveFile(state),
    };
  },
};

function someOf({ shape, rows }: Samples, count: number, seed: number): Samples {
  const draws = stream(seed, 'standardisation');
  const positions = Array.from({ length: Math.min(count, rows.length) }, () => draws.below(rows.length));
  return { shape, rows: positions.map((i) => rows[i]!) };
}

/** The weights with the latents' mean and deviation per channel, which were 0 and 1. */
function standardised(weights: Weights, { shape, rows }: Samples): Weights {
  const [channels, height, width] = shape as [number, number, number];
  const plane = height * width;
  const values = Array.from({ length: channels }, (_, c) => {
    const all = new Float64Array(rows.length * plane);
    for (const [i, row] of rows.entries()) all.set(row.subarray(c * plane, (c + 1) * plane), i * plane);
    return all;
  });
  const statistic = (of: (values: Float64Array) => number) => ({
    shape: [1, channels, 1, 1],
    data: Float32Array.from(values, of),
  });
  const measured = new Map(weights);
  measured.set('mu', statistic(mean));
  measured.set(
    'sd',
    statistic((all) => standardDeviation(all, 0)),
  );
  return measured;
}
