import { alexnetName, besideLpips } from './alexnet-lpips.ts';
import type { Autoencoder } from './autoencoder.ts';
import { besideAutoencoder, compVisName } from './autoencoder-names.ts';
import { declared } from './declared.ts';
import type { Weights } from './engine.ts';
import { besideInception } from './inception-v3.ts';
import { withLowRankMerged } from './low-rank.ts';
import type { InputShapes, Network } from './network.ts';
import { networkPrefix } from './network-prefix.ts';
import type { Declaration } from './parameters.ts';
import { esrganName } from './rrdb.ts';
import { besideSwinir } from './swinir.ts';
import type { Tensor } from './tensor.ts';
import { bindWeights } from './weights.ts';

/** How the tensors of a published checkpoint become a network's parameters. */
export interface Layout {
  /** A tensor's name as the definition calls it; names that it already uses stay. */
  rename(name: string): string;
  /** Tensors, under their renamed names, that the network has no use for. */
  ignored(name: string): boolean;
}

/** Layouts by network family; a definition's own names are always accepted. */
export const layouts = {
  plain: { rename: (name) => name, ignored: () => false },
  /** CompVis or diffusers, with `levels` levels. */
  autoencoder: (levels: number): Layout => ({
    rename: (name) => compVisName(name, levels),
    ignored: besideAutoencoder,
  }),
  rrdb: { rename: esrganName, ignored: () => false },
  swinir: { rename: (name) => name, ignored: besideSwinir },
  lpips: { rename: alexnetName, ignored: besideLpips },
  inception: { rename: (name) => name, ignored: besideInception },
} satisfies Record<string, Layout | ((levels: number) => Layout)>;

/**
 * A network's weights from a checkpoint's tensors, which may stand under a prefix of their names: what stands outside
 * of it belongs to something else.
 * @param where the file, for messages
 * @throws InputError of missing, unexpected and wrongly shaped tensors by name, and where the network stands twice.
 */
export function networkWeights(
  network: Network,
  inputs: InputShapes,
  tensors: ReadonlyMap<string, Tensor>,
  layout: Layout,
  where: string,
): Weights {
  return bound(declared(network, inputs).parameters, tensors, layout, where);
}

/** The weights of an autoencoder's two networks, checked together. @throws as `networkWeights` does. */
export function autoencoderWeights(
  autoencoder: Autoencoder,
  tensors: ReadonlyMap<string, Tensor>,
  layout: Layout,
  where: string,
): Weights {
  const { encoder, decoder, imageChannels, latentChannels, factor } = autoencoder;
  const image = [1, imageChannels, 4 * factor, 4 * factor];
  const parts = [
    ...declared(encoder, { image }).parameters,
    ...declared(decoder, { latent: [1, latentChannels, 4, 4] }).parameters,
  ];
  const distinct = new Map(parts.map((declaration) => [declaration.name, declaration]));
  return bound([...distinct.values()], tensors, layout, where);
}

function bound(
  declarations: readonly Declaration[],
  tensors: ReadonlyMap<string, Tensor>,
  { rename, ignored }: Layout,
  where: string,
): Weights {
  const merged = withLowRankMerged(tensors);
  const wanted = new Set(declarations.map(({ name }) => name));
  const prefix = networkPrefix([...merged.keys()], wanted, rename, where);
  const renamed = new Map<string, Tensor>();
  const original = new Map<string, string>();
  for (const [name, tensor] of merged) {
    if (!name.startsWith(prefix)) continue;
    const own = rename(name.slice(prefix.length));
    renamed.set(own, tensor);
    original.set(own, name);
  }
  const called = (name: string) => original.get(name) ?? name;
  const place = prefix === '' ? where : `${where} under ${prefix}`;
  return bindWeights(declarations, renamed, { where: place, ignored, called, finite: true });
}
