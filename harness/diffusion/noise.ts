import { InputError } from '../numeric/input-error.ts';
import { type Stream, stream } from '../numeric/stream.ts';
import { type LatentShape, latentLength } from './latent-shape.ts';

/**
 * Standard normal noise `[B, C, H, W]`, new at every call. Each sample draws from a stream of its own, named by
 * its id, so that neither the batches nor the workers that samples fall into change what they get.
 * @param purpose what the noise is for, such as a cell's name
 * @throws InputError when there is not one id for each sample.
 */
export function noiseSource(
  shape: LatentShape,
  ids: readonly string[],
  seed: number,
  ...purpose: readonly (string | number)[]
): () => Float32Array {
  if (ids.length !== shape[0]) {
    throw new InputError({
      where: 'noise',
      expected: `an id for each of the ${shape[0]} latents of the batch`,
      got: `${ids.length} ids`,
      remedy: 'name every sample once',
    });
  }
  const length = latentLength(shape);
  const streams = ids.map((id) => stream(seed, 'noise', ...purpose, id));
  return () => {
    const noise = new Float32Array(ids.length * length);
    streams.forEach((source, b) => {
      fillNormal(source, noise.subarray(b * length, (b + 1) * length));
    });
    return noise;
  };
}

/** Overwrites every value with the stream's next normal draw. */
export function fillNormal(source: Stream, values: Float32Array): void {
  for (let i = 0; i < values.length; i++) values[i] = source.normal();
}
