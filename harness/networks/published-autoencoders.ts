import { InputError } from '../numeric/input-error.ts';
import type { Autoencoder } from './autoencoder.ts';
import { type AutoencoderKlConfig, autoencoderKl } from './autoencoder-kl.ts';
import type { Weights } from './engine.ts';
import { autoencoderWeights, layouts } from './layout.ts';
import type { Tensor } from './tensor.ts';

/** The images that an autoencoder was trained on. */
export type Domain = 'medical' | 'natural';

interface Published extends Omit<AutoencoderKlConfig, 'innerChannels'> {
  readonly domain: Domain;
}

const common = { channels: 128, blocks: 2, groups: 32 };
const f4 = { ...common, multipliers: [1, 2, 4] };
const f8 = { ...common, multipliers: [1, 2, 4, 4] };

/** The paper's autoencoders by id, which is also that of their weights among the assets. */
const published: Readonly<Record<string, Published>> = {
  'medvae-4-1': { ...f4, domain: 'medical', imageChannels: 1, latentChannels: 1 },
  'medvae-4-3': { ...f4, domain: 'medical', imageChannels: 3, latentChannels: 3 },
  'medvae-4-4': { ...f4, domain: 'medical', imageChannels: 1, latentChannels: 4 },
  'medvae-8-1': { ...f8, domain: 'medical', imageChannels: 1, latentChannels: 1 },
  'medvae-8-4': { ...f8, domain: 'medical', imageChannels: 3, latentChannels: 4 },
  sdvae: { ...f8, domain: 'natural', imageChannels: 3, latentChannels: 4 },
  'kl-f4': { ...f4, domain: 'natural', imageChannels: 3, latentChannels: 3 },
};

/** Their ids. */
export const publishedAutoencoders: readonly string[] = Object.keys(published);

/** By how much its latents are smaller than images, per side: each level but the first halves. */
export function publishedFactor(id: string): number {
  const known = Object.hasOwn(published, id) ? published[id] : undefined;
  if (!known) throw unknownAutoencoder(id);
  return 2 ** (known.multipliers.length - 1);
}

/**
 * One of the paper's autoencoders with its weights, from the tensors of its checkpoint. The channels between
 * encoder and quantisation, which the papers leave unsaid, are read off the checkpoint.
 * @param where the checkpoint, for messages
 * @param others whether to look which other autoencoder the tensors fit, where they do not fit this one
 * @throws InputError for an id that is none of them, or where the tensors do not fit it, saying which they fit.
 */
export function publishedAutoencoder(
  id: string,
  tensors: ReadonlyMap<string, Tensor>,
  where: string,
  others = true,
): { readonly autoencoder: Autoencoder; readonly weights: Weights; readonly domain: Domain } {
  const known = Object.hasOwn(published, id) ? published[id] : undefined;
  if (!known) throw unknownAutoencoder(id);
  const { domain, ...config } = known;
  const innerChannels = (quantisation(tensors)?.shape[1] ?? 2 * config.latentChannels) / 2;
  const autoencoder = autoencoderKl(id, { ...config, innerChannels });
  const layout = layouts.autoencoder(config.multipliers.length);
  try {
    return { autoencoder, weights: autoencoderWeights(autoencoder, tensors, layout, where), domain };
  } catch (error) {
    throw others ? suited(error, id, tensors, where) : error;
  }
}

/** The fault of an autoencoder that does not fit, with those that do in place of the general remedy. */
function suited(error: unknown, id: string, tensors: ReadonlyMap<string, Tensor>, where: string): unknown {
  if (!(error instanceof InputError)) return error;
  const fitting = publishedAutoencoders.filter((other) => {
    if (other === id) return false;
    try {
      return publishedAutoencoder(other, tensors, where, false);
    } catch {
      return false;
    }
  });
  if (fitting.length === 0) return error;
  return new InputError({
    where: error.fault.where,
    expected: `the tensors of ${id}`,
    got: `those of the form of ${fitting.join(' or ')} (${error.fault.got})`,
    remedy: `name it as ${fitting[0]}, or give the checkpoint of ${id}`,
  });
}

/** The last layer of the encoder, wherever the autoencoder stands in its checkpoint. */
function quantisation(tensors: ReadonlyMap<string, Tensor>): Tensor | undefined {
  const name = [...tensors.keys()].find((key) => /(?:^|\.)quant_conv\.weight$/.test(key));
  return name === undefined ? undefined : tensors.get(name);
}

/** The networks of one of the paper's autoencoders, without weights. @throws InputError for an id that is none of them */
export function autoencoderOf(id: string): Autoencoder {
  const known = Object.hasOwn(published, id) ? published[id] : undefined;
  if (!known) throw unknownAutoencoder(id);
  return autoencoderKl(id, { ...known, innerChannels: known.latentChannels });
}

/** The error for an id that is none of the paper's autoencoders. */
export function unknownAutoencoder(id: string): InputError {
  return new InputError({
    where: '--vae',
    expected: `one of ${publishedAutoencoders.join(', ')}, as ID or ID=FILE, onnx=ENCODER,DECODER, or one that ships (golden/networks/autoencoder-...)`,
    got: JSON.stringify(id),
    remedy: 'correct the name',
  });
}
