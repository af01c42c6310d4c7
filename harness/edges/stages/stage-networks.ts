import type { Autoencoder } from '../../networks/autoencoder.ts';
import { batchSize } from '../../networks/batch-size.ts';
import { assertDenoiserFits } from '../../networks/denoiser-fit.ts';
import type { Weights } from '../../networks/engine.ts';
import { layouts, networkWeights } from '../../networks/layout.ts';
import { chosenWeights } from '../../networks/lightning.ts';
import type { InputShapes, Network } from '../../networks/network.ts';
import { publishedAutoencoder, publishedFactor } from '../../networks/published-autoencoders.ts';
import { type ScaleAutoencoderConfig, scaleAutoencoder } from '../../networks/scale-autoencoder.ts';
import { scaleUnet } from '../../networks/scale-unet.ts';
import { paperUnet2d, unet2d } from '../../networks/unet-2d.ts';
import { InputError } from '../../numeric/input-error.ts';
import { decodeStack } from '../../pipeline/image-stack.ts';
import type { Artifact } from '../../pipeline/stage.ts';
import { type DenoiserUse, type ScaleDenoiserRecipe, timeScale } from '../../training/denoiser-recipe.ts';
import { checkedPaths, type HashedFile } from '../files/asset-files.ts';
import { readWeightFiles, weightsIn } from '../files/weights/read-weights.ts';
import { sourceOf } from '../files/weights/source.ts';

/** A network as the parameters of a stage name it: trained by the harness, or an asset with its files' hashes. */
export type NamedAutoencoder =
  | { readonly kind: 'scale'; readonly architecture: ScaleAutoencoderConfig }
  | Published;

export type NamedDenoiser =
  | { readonly kind: 'scale'; readonly architecture: ScaleDenoiserRecipe['architecture'] }
  | { readonly kind: 'unet-2d' }
  | Published;

interface Published {
  readonly kind: 'published';
  readonly id: string;
  readonly files: readonly HashedFile[];
}

/**
 * An autoencoder with its weights.
 * @param trained the artifact of its training; none where it is an asset in `location`
 * @throws InputError when the weights are not its own, or have changed since the run was planned.
 */
export function openAutoencoder(
  named: NamedAutoencoder,
  trained: Artifact | undefined,
  location: string,
): { readonly autoencoder: Autoencoder; readonly weights: Weights } {
  if (named.kind === 'published') {
    const { tensors, path } = assetTensors(named, location);
    return publishedAutoencoder(named.id, tensors, path);
  }
  return {
    autoencoder: scaleAutoencoder('autoencoder', named.architecture),
    weights: trainedWeights(trained!, 'weights.safetensors'),
  };
}

/** How many latents of a stack go through a denoiser or a decoder together: as many as images of their size. */
export function latentsTogether(named: NamedAutoencoder, latents: Artifact): number {
  const { height, width } = decodeStack(latents, 'latents')[0]!.image;
  const factor =
    named.kind === 'published'
      ? publishedFactor(named.id)
      : scaleAutoencoder('autoencoder', named.architecture).factor;
  return batchSize(height * width * factor ** 2);
}

/** A denoiser with its weights for samples `[B, C + D, H, W]`: C latent channels and D of the condition. */
export function openDenoiser(
  named: NamedDenoiser,
  trained: Artifact | undefined,
  location: string,
  latentChannels: number,
  which: 'ema' | 'raw',
  shapes: InputShapes,
): { readonly network: Network; readonly weights: Weights } {
  if (named.kind === 'published') {
    const side = shapes['sample']![2]!;
    const config = paperUnet2d(latentChannels, side);
    const network = unet2d(named.id, config);
    const { tensors, path } = assetTensors(named, location);
    const own = chosenWeights(tensors, which, path);
    assertDenoiserFits(own, config, side, path);
    return { network, weights: networkWeights(network, shapes, own, layouts.plain, path) };
  }
  const [, inChannels, side] = shapes['sample'] as readonly [number, number, number];
  return {
    network:
      named.kind === 'scale'
        ? scaleUnet('denoiser', { ...named.architecture, latentChannels })
        : unet2d('denoiser', { ...paperUnet2d(latentChannels, side), inChannels }),
    weights: trainedWeights(trained!, which === 'raw' ? 'raw.safetensors' : 'weights.safetensors'),
  };
}

/** What a denoiser is told of a time: those of our own architecture were trained on divided ones. */
export function toldTime({ kind, use }: NamedDenoiser & { readonly use: DenoiserUse }) {
  const scale = kind === 'scale' ? timeScale(use) : 1;
  return (time: number): number => time / scale;
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

function assetTensors({ files }: Published, location: string) {
  const paths = checkedPaths(location, files);
  return { tensors: readWeightFiles(paths), path: paths[0]! };
}
