import type { Autoencoder } from '../../networks/autoencoder.ts';
import type { Weights } from '../../networks/engine.ts';
import { type Samples, throughNetwork } from './batches.ts';
import { onnxEngine } from './onnx-engine.ts';

/** Images in [-1, 1] to latents. */
export function encodedSamples(
  { encoder }: Autoencoder,
  weights: Weights,
  images: Samples,
): Promise<Samples> {
  return throughNetwork(onnxEngine({ threads: 1 }), encoder, weights, images, planeOf(images));
}

/** Latents to images in [-1, 1]. */
export function decodedSamples(
  { decoder, factor }: Autoencoder,
  weights: Weights,
  latents: Samples,
): Promise<Samples> {
  return throughNetwork(
    onnxEngine({ threads: 1 }),
    decoder,
    weights,
    latents,
    planeOf(latents) * factor ** 2,
  );
}

function planeOf({ shape }: Samples): number {
  return shape[1]! * shape[2]!;
}
