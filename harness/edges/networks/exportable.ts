import type { Weights } from '../../networks/engine.ts';
import type { InputShapes, Network } from '../../networks/network.ts';
import { InputError } from '../../numeric/input-error.ts';
import type { Workspace } from '../files/workspace.ts';
import { denoiserInputs, loadDenoiser } from './denoiser.ts';
import { loadRestorer } from './named-restorer.ts';
import { loadAutoencoder } from './vae.ts';

/** Which network to write as a model: exactly one of the three. */
export interface Asked {
  readonly vae?: string;
  readonly part?: 'encoder' | 'decoder';
  readonly denoiser?: string;
  readonly restorer?: string;
}

/** A network that can be written as a model. */
export interface Exportable {
  readonly kind: 'encoder' | 'decoder' | 'denoiser' | 'restorer';
  readonly name: string;
  /** The file of its weights. */
  readonly path: string;
  /** What divides the sides of its first input; shapes are given sides in units of it. */
  readonly multiple: number;
  /** Shapes of the inputs by batch, height and width of the first, in units of `multiple`. */
  shapes(batch: number, height: number, width: number): InputShapes;
  /** The network for a first input of this side, null for one of any. @throws InputError where it must be known. */
  at(side: number | null): { readonly network: Network; readonly weights: Weights };
}

/** @throws InputError where not exactly one network is named, and as those that load it. */
export function exportable(asked: Asked, workspace: Workspace): Exportable {
  const { vae, part, denoiser, restorer } = asked;
  const named = [vae, denoiser, restorer].filter((spec) => spec !== undefined);
  if (named.length !== 1)
    throw misfit(
      'latent-sr export-onnx',
      'one of --vae, --denoiser and --restorer',
      `${named.length} of them`,
    );
  if ((vae === undefined) !== (part === undefined))
    throw misfit('--part', 'a half (encoder or decoder) of a --vae', part ?? 'none');
  if (vae !== undefined) return half(vae, part!, workspace);
  return denoiser !== undefined ? ofDenoiser(denoiser, workspace) : ofRestorer(restorer!, workspace);
}

function half(spec: string, part: 'encoder' | 'decoder', workspace: Workspace): Exportable {
  const { autoencoder, weights, path } = loadAutoencoder(spec, workspace);
  const { factor, imageChannels, latentChannels, name } = autoencoder;
  const network = autoencoder[part];
  const [channels, multiple] = part === 'encoder' ? [imageChannels, factor] : [latentChannels, 1];
  return {
    ...{ kind: part, name, path, multiple },
    shapes: (batch, height, width) => ({
      [network.inputs[0]!]: [batch, channels, multiple * height, multiple * width],
    }),
    at: () => ({ network, weights }),
  };
}

function ofDenoiser(spec: string, workspace: Workspace): Exportable {
  const denoiser = loadDenoiser(spec, workspace);
  return {
    ...{ kind: 'denoiser', name: denoiser.name, path: denoiser.path, multiple: 1 },
    shapes: (batch, height, width) => denoiserInputs(denoiser, batch, height, width),
    at(side) {
      if (side === null)
        throw misfit(
          '--size',
          'the height and width of the latents, since a denoiser attends by its size',
          'none',
        );
      return denoiser.at(side);
    },
  };
}

function ofRestorer(spec: string, workspace: Workspace): Exportable {
  const { network, weights, path, channels } = loadRestorer(spec, workspace);
  return {
    ...{ kind: 'restorer', name: network.name, path, multiple: 1 },
    shapes: (batch, height, width) => ({ [network.inputs[0]!]: [batch, channels, height, width] }),
    at: () => ({ network, weights }),
  };
}

function misfit(where: string, expected: string, got: string): InputError {
  return new InputError({ where, expected, got, remedy: 'see latent-sr export-onnx --help' });
}
