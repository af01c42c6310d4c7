import { resolveSampler, sample } from '../../diffusion/samplers/catalogue.ts';
import { decodeStack, encodeStack } from '../../pipeline/image-stack.ts';
import type { StageKind } from '../../pipeline/stage.ts';
import { type DenoiserUse, timeScale, trainedFor } from '../../training/denoiser-recipe.ts';
import { joined } from '../../training/denoiser-task.ts';
import { inBatches, joinedRows, splitRows } from '../networks/batches.ts';
import { imagesOf, latentsOf, plainSamples } from './stack-samples.ts';
import { stageEngine } from './stage-engine.ts';
import {
  type NamedAutoencoder,
  type NamedDenoiser,
  openAutoencoder,
  openDenoiser,
} from './stage-networks.ts';
import { decodedSamples } from './through-autoencoder.ts';

interface SampleParams {
  readonly autoencoder: NamedAutoencoder;
  readonly denoiser: NamedDenoiser & { readonly use: DenoiserUse };
  readonly weights: 'ema' | 'raw';
  readonly sampler: unknown;
  readonly seed: number;
}

/** Draws latents given `condition`, and decodes them: stacks `images` and `latents`. */
export const sampleStage: StageKind<SampleParams> = {
  name: 'sample',
  code: import.meta.url,
  runsNetworks: true,
  async run(params, inputs, location, context) {
    const { autoencoder: named, denoiser, weights: which, sampler, seed } = params;
    const engine = await stageEngine(context);
    const conditions = decodeStack(inputs['condition']!, 'latents');
    const given = plainSamples(conditions);
    const [channels, height, width] = plainSamples(decodeStack(inputs['clean']!, 'latents').slice(0, 1))
      .shape as [number, number, number];
    const shapesFor = (batch: number) => ({
      sample: [batch, channels + given.shape[0]!, height, width],
      time: [batch],
    });
    const opened = openDenoiser(denoiser, inputs['denoiser'], location, channels, which, shapesFor(1));
    const trained = trainedFor(denoiser.use);
    const scale = denoiser.kind === 'scale' ? timeScale(denoiser.use) : 1;
    const { autoencoder, weights } = openAutoencoder(named, inputs['autoencoder'], location);
    const rows: Float32Array[] = [];
    await inBatches(
      conditions.length,
      height * width * autoencoder.factor ** 2,
      async (positions, compiledFor) => {
        const batch = positions.length;
        const shapes = shapesFor(batch);
        const compiled = await compiledFor(batch, () =>
          engine.compile(opened.network, shapes, opened.weights),
        );
        const condition = joinedRows(positions.map((i) => given.rows[i]!));
        const latents = await sample(resolveSampler(sampler, 'sampler'), {
          trained,
          shape: [batch, channels, height, width],
          ids: positions.map((i) => conditions[i]!.id),
          seed,
          purpose: 'sampling',
          async predict(z, time) {
            const inputs = {
              sample: { shape: shapes.sample, data: joined(z, condition, batch) },
              time: { shape: [batch], data: new Float32Array(batch).fill(time / scale) },
            };
            return (await compiled.run(inputs))['prediction']!.data;
          },
        });
        rows.push(...splitRows(latents, batch));
        context.report(`${rows.length} of ${conditions.length} images`);
      },
    );
    const latents = { shape: [channels, height, width], rows };
    const images = await decodedSamples(autoencoder, weights, latents, engine);
    return {
      ...encodeStack(imagesOf(conditions, images)),
      ...encodeStack(latentsOf(conditions, latents), 'latents'),
    };
  },
};
