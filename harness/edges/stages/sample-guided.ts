import { backProject } from '../../degrade/back-project.ts';
import { resolveDegradation } from '../../degrade/catalogue.ts';
import { resolveSampler } from '../../diffusion/samplers/catalogue.ts';
import type { Trained } from '../../diffusion/trained.ts';
import { InputError } from '../../numeric/input-error.ts';
import { decodeStack, encodeStack } from '../../pipeline/image-stack.ts';
import type { StageKind } from '../../pipeline/stage.ts';
import { type DenoiserUse, trainedFor } from '../../training/denoiser-recipe.ts';
import type { Samples } from '../networks/batches.ts';
import { drawnLatents } from '../networks/drawn-latents.ts';
import { savedRows } from '../networks/saved-rows.ts';
import { imagesOf, latentsOf, plainSamples, signedSamples } from './stack-samples.ts';
import { stageEngine } from './stage-engine.ts';
import {
  latentsTogether,
  type NamedAutoencoder,
  type NamedDenoiser,
  openAutoencoder,
  openDenoiser,
  toldTime,
} from './stage-networks.ts';
import { decodedSamples, encodedSamples } from './through-autoencoder.ts';

interface GuidedParams {
  readonly autoencoder: NamedAutoencoder;
  readonly denoiser: NamedDenoiser & { readonly use: DenoiserUse };
  readonly weights: 'ema' | 'raw';
  readonly sampler: unknown;
  readonly seed: number;
  readonly degradation: unknown;
  readonly passes: number;
}

/**
 * Draws latents as `sample` does, with the same noise, but replaces each estimate x0 of the clean latent by
 * E(P(D(x0))): decoded, brought into agreement with the LR image `low` by back-projection P, and encoded again.
 */
export const sampleGuidedStage: StageKind<GuidedParams> = {
  name: 'sample-guided',
  code: import.meta.url,
  runsNetworks: true,
  cut: {
    roles: ['condition', 'low'],
    together: ({ autoencoder }, inputs) => latentsTogether(autoencoder, inputs['condition']!),
  },
  async run(params, inputs, location, context) {
    const { denoiser, seed, passes } = params;
    const engine = await stageEngine(context);
    const conditions = decodeStack(inputs['condition']!, 'latents');
    const low = new Map(decodeStack(inputs['low']!).map(({ id, image }) => [id, image]));
    const given = plainSamples(conditions);
    const [channels, height, width] = plainSamples(decodeStack(inputs['clean']!, 'latents').slice(0, 1))
      .shape as [number, number, number];
    const one = { sample: [1, channels + given.shape[0]!, height, width], time: [1] };
    const opened = openDenoiser(denoiser, inputs['denoiser'], location, channels, params.weights, one);
    const { autoencoder, weights } = openAutoencoder(params.autoencoder, inputs['autoencoder'], location);
    const trained = trainedFor(denoiser.use);
    assertClean(trained);
    const sampler = resolveSampler(params.sampler, 'sampler');
    const degradation = resolveDegradation(params.degradation, 'degradation');
    const guided = async (x0: Samples, positions: readonly number[]): Promise<Samples> => {
      const items = positions.map((i) => conditions[i]!);
      const images = imagesOf(items, await decodedSamples(autoencoder, weights, x0, engine));
      const agreeing = images.map((item) => ({
        ...item,
        image: backProject(item.image, low.get(item.id)!, degradation, passes),
      }));
      const signed = signedSamples(agreeing, autoencoder.imageChannels);
      return encodedSamples(autoencoder, weights, signed, engine);
    };
    const latents = await drawnLatents(
      engine,
      {
        ...opened,
        trained,
        told: toldTime(denoiser),
        latentChannels: channels,
        sampler,
        seed,
        pixels: height * width * autoencoder.factor ** 2,
      },
      conditions.map(({ id }) => id),
      given,
      {
        saved: await savedRows(context.checkpoint, channels * height * width),
        guided,
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

function assertClean(trained: Trained): void {
  if (trained.kind === 'diffusion' && trained.prediction.target === 'x0') return;
  throw new InputError({
    where: 'guidance at every step',
    expected: 'a denoiser that predicts the clean latent, x0',
    got: trained.kind === 'flow' ? 'one trained for flow' : `one that predicts ${trained.prediction.target}`,
    remedy: 'guide the image alone, or take another denoiser',
  });
}
