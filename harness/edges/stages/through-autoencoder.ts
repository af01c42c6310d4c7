import type { Autoencoder } from '../../networks/autoencoder.ts';
import type { Engine, Weights } from '../../networks/engine.ts';
import { type Samples, throughNetwork } from '../networks/batches.ts';

/** Images in [-1, 1] to latents. */
export function encodedSamples(
  { encoder }: Autoencoder,
  weights: Weights,
  images: Samples,
  engine: Engine,
): Promise<Samples> {
  return throughNetwork(engine, encoder, weights, images, planeOf(images));
}

/** Latents to images in [-1, 1]. */
export function decodedSamples(
  { decoder, factor }: Autoencoder,
  weights: Weights,
  latents: Samples,
  engine: Engine,
): Promise<Samples> {
  return throughNetwork(engine, decoder, weights, latents, planeOf(latents) * factor ** 2);
}

function planeOf({ shape }: Samples): number {
  return shape[1]! * shape[2]!;
}
