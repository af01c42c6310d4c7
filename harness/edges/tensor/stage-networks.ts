import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { join } from 'node:path';
import type { Autoencoder } from '../../networks/autoencoder.ts';
import { declared } from '../../networks/declared.ts';
import type { Weights } from '../../networks/engine.ts';
import { moduleWeights } from '../../networks/lightning.ts';
import type { InputShapes, Network } from '../../networks/network.ts';
import { publishedAutoencoder } from '../../networks/published-autoencoders.ts';
import { type ScaleAutoencoderConfig, scaleAutoencoder } from '../../networks/scale-autoencoder.ts';
import { scaleUnet } from '../../networks/scale-unet.ts';
import type { Tensor } from '../../networks/tensor.ts';
import { paperUnet2d, unet2d } from '../../networks/unet-2d.ts';
import { bindWeights } from '../../networks/weights.ts';
import { InputError } from '../../numeric/input-error.ts';
import type { Artifact } from '../../pipeline/stage.ts';
import type { ScaleDenoiserRecipe } from '../../training/denoiser-recipe.ts';
import { readWeights, weightsIn } from '../files/weights.ts';
import { sourceOf } from '../files/weights-source.ts';

/** A network as the parameters of a stage name it: trained by the harness, or an asset with its files' hashes. */
export type NamedAutoencoder =
  | { readonly kind: 'scale'; readonly architecture: ScaleAutoencoderConfig }
  | Published;

export type NamedDenoiser =
  | { readonly kind: 'scale'; readonly architecture: ScaleDenoiserRecipe['architecture'] }
  | Published;

interface Published {
  readonly kind: 'published';
  readonly id: string;
  readonly files: readonly { readonly name: string; readonly sha256: string }[];
}

/**
 * An autoencoder with its weights.
 * @param trained the artifact of its training; none where it is an asset in `location`
 * @throws InputError when the weights are not its own, or have changed since the run was planned.
 */
export async function openAutoencoder(
  named: NamedAutoencoder,
  trained: Artifact | undefined,
  location: string,
): Promise<{ readonly autoencoder: Autoencoder; readonly weights: Weights }> {
  if (named.kind === 'published') {
    const { tensors, path } = await assetTensors(named, location);
    return publishedAutoencoder(named.id, tensors, path);
  }
  return {
    autoencoder: scaleAutoencoder('autoencoder', named.architecture),
    weights: trainedWeights(trained!, 'weights.safetensors'),
  };
}

/** A denoiser with its weights for samples `[B, C + D, H, W]`: C latent channels and D of the condition. */
export async function openDenoiser(
  named: NamedDenoiser,
  trained: Artifact | undefined,
  location: string,
  latentChannels: number,
  which: 'ema' | 'raw',
  shapes: InputShapes,
): Promise<{ readonly network: Network; readonly weights: Weights }> {
  if (named.kind === 'published') {
    const network = unet2d(named.id, paperUnet2d(latentChannels, shapes['sample']![2]!));
    const { tensors, path } = await assetTensors(named, location);
    const weights = bindWeights(declared(network, shapes).parameters, moduleWeights(tensors), {
      where: path,
    });
    return { network, weights };
  }
  return {
    network: scaleUnet('denoiser', { ...named.architecture, latentChannels }),
    weights: trainedWeights(trained!, which === 'raw' ? 'raw.safetensors' : 'weights.safetensors'),
  };
}

/** The tensors of a file of a training's artifact. */
export function trainedWeights(artifact: Artifact, file: string): Weights {
  const bytes = artifact[file];
  if (bytes) return weightsIn(sourceOf(file, bytes));
  throw new InputError({
    where: 'trained network',
    expected: `the file ${file}`,
    got: Object.keys(artifact).join(', '),
    remedy: 'train it again: latent-sr reproduce --from-scratch',
  });
}

async function assetTensors(
  { id, files }: Published,
  location: string,
): Promise<{ readonly tensors: Map<string, Tensor>; readonly path: string }> {
  const tensors = new Map<string, Tensor>();
  for (const { name, sha256 } of files) {
    const path = join(location, name);
    if ((await hashOf(path)) !== sha256) {
      throw new InputError({
        where: path,
        expected: 'the file that was there when the run was planned',
        got: 'another',
        remedy: `let nothing change the asset ${id} during a run, and run the command again`,
      });
    }
    for (const [key, tensor] of readWeights(path)) tensors.set(key, tensor);
  }
  return { tensors, path: join(location, files[0]!.name) };
}

async function hashOf(path: string): Promise<string> {
  const hash = createHash('sha256');
  for await (const chunk of createReadStream(path)) hash.update(chunk as Uint8Array);
  return hash.digest('hex');
}
