import { flopOf } from '../../networks/flop.ts';
import type { Network } from '../../networks/network.ts';
import { scaleAutoencoder } from '../../networks/scale-autoencoder.ts';
import { Missing, type PlanContext, playedBy } from './context.ts';
import { datasetOf } from './data.ts';
import { memoised } from './memoised.ts';
import { fromAsset, type PlannedNetwork, trained } from './networks.ts';

export interface PlannedAutoencoder extends PlannedNetwork {
  readonly role: string;
  /** What its latents are, where its networks are counted. */
  readonly latent?: { readonly channels: number; readonly factor: number };
  /** Of decoding one image of this side; undefined where it is not worth counting. */
  flop(side: number): number;
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
      ...fromAsset(context, { kind: recipe.kind, id: recipe.asset }, recipe.asset),
      flop: () => 0,
    };
  }
  const network = scaleAutoencoder('autoencoder', recipe.architecture);
  const { architecture, data, training, ...rest } = recipe;
  const sets = data.map((each) => datasetOf(context, each));
  const flopAt = (side: number, part: Network, input: string, shape: readonly number[]) =>
    side === 0 ? 0 : flopOf(part, { [input]: shape });
  const decoding = (side: number) =>
    memoised(context, 'decode', [network, side], () => {
      const small = side / network.factor;
      return flopAt(side, network.decoder, 'latent', [1, architecture.latentChannels, small, small]);
    });
  const encoding = (side: number) => flopAt(side, network.encoder, 'image', [1, 1, side, side]);
  const side = sets[0]?.side ?? 0;
  const weights = trained(context, 'train-autoencoder', {
    label: `train autoencoder ${role}, seed ${seed}`,
    params: { recipe: { ...rest, architecture, training }, seed },
    inputs: Object.fromEntries(sets.map(({ stage }, i) => [`images${i}`, stage])),
    work: training.steps * training.batch,
    flop: 3 * training.steps * training.batch * (encoding(side) + decoding(side)),
  });
  const latent = { channels: network.latentChannels, factor: network.factor };
  return { role, params: { kind: 'scale', architecture }, weights, latent, flop: decoding };
}
