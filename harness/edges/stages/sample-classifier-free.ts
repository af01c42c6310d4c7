import { resolveSampler } from '../../diffusion/samplers/catalogue.ts';
import { classifierFree } from '../../networks/classifier-free.ts';
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

interface ClassifierFreeParams {
  readonly autoencoder: NamedAutoencoder;
  readonly denoiser: NamedDenoiser & { readonly use: DenoiserUse };
  readonly weights: 'ema' | 'raw';
  readonly sampler: unknown;
  readonly seed: number;
  /** 1 is `sample`. */
  readonly guidance: number;
}

/** Draws latents as `sample` does, with the same noise, by a denoiser under classifier-free guidance. */
export const sampleClassifierFreeStage: StageKind<ClassifierFreeParams> = {
  name: 'sample-classifier-free',
  code: import.meta.url,
  runsNetworks: true,
  cut: {
    roles: ['condition'],
    together: ({ autoencoder }, inputs) => latentsTogether(autoencoder, inputs['condition']!),
  },
  async run(params, inputs, location, context) {
    const { denoiser, weights: which, seed } = params;
    const engine = await stageEngine(context);
    const conditions = decodeStack(inputs['condition']!, 'latents');
    const given = plainSamples(conditions);
    const [channels, height, width] = plainSamples(decodeStack(inputs['clean']!, 'latents').slice(0, 1))
      .shape as [number, number, number];
    const shapes = { sample: [1, channels + given.shape[0]!, height, width], time: [1] };
    const opened = openDenoiser(denoiser, inputs['denoiser'], location, channels, which, shapes);
    const { autoencoder, weights } = openAutoencoder(params.autoencoder, inputs['autoencoder'], location);
    const latents = await drawnLatents(
      engine,
      {
        network: classifierFree(opened.network, channels, params.guidance),
        weights: opened.weights,
        trained: trainedFor(denoiser.use),
        told: toldTime(denoiser),
        latentChannels: channels,
        sampler: resolveSampler(params.sampler, 'sampler'),
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
