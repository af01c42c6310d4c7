import { resolveSampler } from '../../diffusion/samplers/catalogue.ts';
import { decodeStack, encodeStack } from '../../pipeline/image-stack.ts';
import type { StageKind } from '../../pipeline/stage.ts';
import { type DenoiserUse, trainedFor } from '../../training/denoiser-recipe.ts';
import { drawnLatents } from '../networks/drawn-latents.ts';
import { savedRows } from '../networks/saved-rows.ts';
import { imagesOf, latentsOf, plainSamples } from './stack-samples.ts';
import { stageEngine } from './stage-engine.ts';
import {
  latentsTogether,
  type NamedAutoencoder,
  type NamedDenoiser,
  openAutoencoder,
  openDenoiser,
  toldTime,
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
  cut: {
    roles: ['condition'],
    together: ({ autoencoder }, inputs) => latentsTogether(autoencoder, inputs['condition']!),
  },
  async run(params, inputs, location, context) {
    const { autoencoder: named, denoiser, weights: which, sampler, seed } = params;
    const engine = await stageEngine(context);
    const conditions = decodeStack(inputs['condition']!, 'latents');
    const given = plainSamples(conditions);
    const [channels, height, width] = plainSamples(decodeStack(inputs['clean']!, 'latents').slice(0, 1))
      .shape as [number, number, number];
    const shapes = { sample: [1, channels + given.shape[0]!, height, width], time: [1] };
    const opened = openDenoiser(denoiser, inputs['denoiser'], location, channels, which, shapes);
    const { autoencoder, weights } = openAutoencoder(named, inputs['autoencoder'], location);
    const latents = await drawnLatents(
      engine,
      {
        ...opened,
        trained: trainedFor(denoiser.use),
        told: toldTime(denoiser),
        latentChannels: channels,
        sampler: resolveSampler(sampler, 'sampler'),
        seed,
        pixels: height * width * autoencoder.factor ** 2,
      },
      conditions.map(({ id }) => id),
      given,
      {
        saved: await savedRows(context.checkpoint, channels * height * width),
        report: (done) => context.report(`${done} of ${conditions.length} images`),
      },
    );
    const images = await decodedSamples(autoencoder, weights, latents, engine);
    return {
      ...encodeStack(imagesOf(conditions, images)),
      ...encodeStack(latentsOf(conditions, latents), 'latents'),
    };
  },
};
