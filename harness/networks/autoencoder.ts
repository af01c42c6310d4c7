import type { Network } from './network.ts';

/** An autoencoder as two networks over one set of parameters. */
export interface Autoencoder {
  readonly name: string;
  /** `image` `[B, imageChannels, H, W]` to `latent` `[B, latentChannels, H / factor, W / factor]`. */
  readonly encoder: Network;
  /** `latent` to `image`. */
  readonly decoder: Network;
  readonly imageChannels: number;
  readonly latentChannels: number;
  /** How many pixels a latent position spans in each direction. */
  readonly factor: number;
}
