import { resolveSampler } from '../../diffusion/samplers/catalogue.ts';
import type { Trained } from '../../diffusion/trained.ts';
import type { Autoencoder } from '../../networks/autoencoder.ts';
import type { Engine, Weights } from '../../networks/engine.ts';
import type { Network } from '../../networks/network.ts';
import { decodeStack, encodeStack, type StackItem } from '../../pipeline/image-stack.ts';
import type { Artifact, StageContext, StageKind } from '../../pipeline/stage.ts';
import { type DenoiserUse, trainedFor } from '../../training/denoiser-recipe.ts';
import { type DrawingUse, drawnLatents } from '../networks/drawn-latents.ts';
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

/** What every stage is told that draws latents. */
export interface DrawParams {
  readonly autoencoder: NamedAutoencoder;
  readonly denoiser: NamedDenoiser & { readonly use: DenoiserUse };
  readonly weights: 'ema' | 'raw';
  readonly sampler: unknown;
  readonly seed: number;
}

/** What latents are drawn with. */
export interface Opened {
  readonly engine: Engine;
  readonly conditions: readonly StackItem[];
  readonly denoiser: Network;
  readonly trained: Trained;
  readonly latentChannels: number;
  readonly autoencoder: Autoencoder;
  /** The autoencoder's. */
  readonly weights: Weights;
}

/** What may take the place of the denoiser, or of what it gives. */
export interface Guidance {
  readonly network?: Network;
  readonly guided?: DrawingUse['guided'];
}

/** Stages that draw are cut between images, whose noise is their own. @param roles of inputs beside `condition` */
export const drawCut = (...roles: readonly string[]): NonNullable<StageKind<DrawParams>['cut']> => ({
  roles: ['condition', ...roles],
  together: ({ autoencoder }, inputs) => latentsTogether(autoencoder, inputs['condition']!),
});

/** Draws latents given `condition`, of the shape of `clean`, and decodes them: stacks `images` and `latents`. */
export async function draw(
  params: DrawParams,
  inputs: Readonly<Record<string, Artifact>>,
  location: string,
  context: StageContext,
  guidance: (opened: Opened) => Guidance = () => ({}),
): Promise<Artifact> {
  const { denoiser, seed } = params;
  const engine = await stageEngine(context);
  const conditions = decodeStack(inputs['condition']!, 'latents');
  const given = plainSamples(conditions);
  const [channels, height, width] = plainSamples(decodeStack(inputs['clean']!, 'latents').slice(0, 1))
    .shape as [number, number, number];
  const shapes = { sample: [1, channels + given.shape[0]!, height, width], time: [1] };
  const own = openDenoiser(denoiser, inputs['denoiser'], location, channels, params.weights, shapes);
  const { autoencoder, weights } = openAutoencoder(params.autoencoder, inputs['autoencoder'], location);
  const trained = trainedFor(denoiser.use);
  const { network = own.network, guided } = guidance({
    engine,
    conditions,
    denoiser: own.network,
    trained,
    latentChannels: channels,
    autoencoder,
    weights,
  });
  const latents = await drawnLatents(
    engine,
    {
      network,
      weights: own.weights,
      trained,
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
      ...(guided && { guided }),
      report: (done) => context.report(`${done} of ${conditions.length} images`),
    },
  );
  const images = await decodedSamples(autoencoder, weights, latents, engine);
  return {
    ...encodeStack(imagesOf(conditions, images)),
    ...encodeStack(latentsOf(conditions, latents), 'latents'),
  };
}
