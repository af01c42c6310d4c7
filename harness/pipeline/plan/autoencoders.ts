import type { Autoencoder } from '../../networks/autoencoder.ts';
import type { InputShapes, Network } from '../../networks/network.ts';
import { type NetworkSize, networkSize, noSize } from '../../networks/network-size.ts';
import { autoencoderOf as publishedNetworks } from '../../networks/published-autoencoders.ts';
import { scaleAutoencoder } from '../../networks/scale-autoencoder.ts';
import { Missing, type PlanContext, playedBy } from './context.ts';
import { datasetOf, imagesOf } from './data.ts';
import { memoised } from './memoised.ts';
import { fromAsset, type PlannedNetwork, trained } from './networks.ts';

export interface PlannedAutoencoder extends PlannedNetwork {
  readonly role: string;
  /** Which of its trainings it comes from. */
  readonly seed: number;
  /** What its latents are. */
  readonly latent: { readonly channels: number; readonly factor: number };
  /** Of encoding and of decoding one image of this side. */
  encoding(side: number): NetworkSize;
  decoding(side: number): NetworkSize;
}

/** The autoencoder that plays a role, of one run of its training. @throws Missing */
export function plannedAutoencoder(context: PlanContext, role: string, seed: number): PlannedAutoencoder {
  return memoised(context, 'autoencoder', [role, seed], () => autoencoderOf(context, role, seed));
}

function autoencoderOf(context: PlanContext, role: string, seed: number): PlannedAutoencoder {
  const id = playedBy(context.profile.autoencoders, role, 'the autoencoder', context.profile);
  const recipe = context.autoencoder(id);
  if (recipe.kind === 'published') {
    // One training stands in for no other: three copies of it would show no spread.
    if (seed > 0) throw new Missing(`needs another training of the autoencoder, from seed ${seed}`);
    return {
      role,
      seed,
      ...fromAsset(context, { kind: recipe.kind, id: recipe.asset }, recipe.asset),
      ...sizesOf(context, publishedNetworks(recipe.asset)),
    };
  }
  const network = scaleAutoencoder('autoencoder', recipe.architecture);
  const { architecture, data, training, ...rest } = recipe;
  const sets = data.map((each) => datasetOf(context, each));
  const sizes = sizesOf(context, network);
  const side = sets[0]?.side ?? 0;
  const weights = trained(context, 'train-autoencoder', {
    label: `train autoencoder ${role}, seed ${seed}`,
    params: { recipe: { ...rest, architecture, training }, seed },
    inputs: Object.fromEntries(sets.map((set, i) => [`images${i}`, imagesOf(set)])),
    work: training.steps * training.batch,
    flop: 3 * training.steps * training.batch * (sizes.encoding(side).flop + sizes.decoding(side).flop),
  });
  return { role, seed, params: { kind: 'scale', architecture }, weights, ...sizes };
}

function sizesOf(
  context: PlanContext,
  { encoder, decoder, imageChannels, latentChannels, factor }: Autoencoder,
): Pick<PlannedAutoencoder, 'latent' | 'encoding' | 'decoding'> {
  const sized = (network: Network, side: number, shapes: () => InputShapes) =>
    memoised(context, 'size', [network, side], () => (side === 0 ? noSize : networkSize(network, shapes())));
  return {
    latent: { channels: latentChannels, factor },
    encoding: (side) => sized(encoder, side, () => ({ image: [1, imageChannels, side, side] })),
    decoding: (side) =>
      sized(decoder, side, () => ({ latent: [1, latentChannels, side / factor, side / factor] })),
  };
}
