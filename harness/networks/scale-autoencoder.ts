import type { Autoencoder } from './autoencoder.ts';
import { conv, conv3, pixelShuffle } from './layers.ts';
import { evenPadding } from './ops.ts';
import type { Scope } from './scope.ts';

/** The geometry of the scale model's autoencoder. */
export interface ScaleAutoencoderConfig {
  readonly latentChannels: number;
  /** Channels after each halving: two levels for a factor of 4, three for 8. */
  readonly widths: readonly number[];
}

/**
 * A small convolutional autoencoder of grey images for experiments that run anywhere: strided convolutions
 * and residual blocks without normalisation, pixel shuffles on the way back. Latents are standardised per
 * channel by the stored statistics `mu` and `sd` `[1, C, 1, 1]`. Parameter names count the modules of a
 * sequence as PyTorch does.
 */
export function scaleAutoencoder(name: string, config: ScaleAutoencoderConfig): Autoencoder {
  const { latentChannels, widths } = config;
  const statistic = <T>(scope: Scope<T>, part: 'mu' | 'sd') =>
    scope.statistic(part, [1, latentChannels, 1, 1], part === 'sd' ? 1 : 0);
  return {
    name,
    imageChannels: 1,
    latentChannels,
    factor: 2 ** widths.length,
    encoder: {
      name: `${name}-encoder`,
      inputs: ['image'],
      outputs: ['latent'],
      run(scope, { image }) {
        const { ops } = scope;
        const raw = encoded(scope.at('enc'), image!, config);
        return { latent: ops.div(ops.sub(raw, statistic(scope, 'mu')), statistic(scope, 'sd')) };
      },
    },
    decoder: {
      name: `${name}-decoder`,
      inputs: ['latent'],
      outputs: ['image'],
      run(scope, { latent }) {
        const { ops } = scope;
        const raw = ops.add(ops.mul(latent!, statistic(scope, 'sd')), statistic(scope, 'mu'));
        return { image: decoded(scope.at('dec'), raw, config) };
      },
    },
  };
}

/**
 * What the encoder of an image `[B, 1, H, W]` holds before its last convolution: `[B, D, H / factor, W / factor]`,
 * D the last width. `scope` is that of the whole autoencoder.
 */
export function encoderActivations<T>(scope: Scope<T>, image: T, config: ScaleAutoencoderConfig): T {
  return activations(scope.at('enc'), image, config);
}

function encoded<T>(scope: Scope<T>, image: T, config: ScaleAutoencoderConfig): T {
  const { widths, latentChannels } = config;
  return conv3(scope, `${2 * widths.length}`, activations(scope, image, config), latentChannels);
}

function activations<T>(scope: Scope<T>, image: T, { widths }: ScaleAutoencoderConfig): T {
  let x = image;
  for (const [i, width] of widths.entries()) {
    x = conv(scope, `${2 * i}`, x, width, { kernel: 4, stride: 2, padding: evenPadding(1) });
    x = residual(scope.at(2 * i + 1), x);
  }
  return x;
}

function decoded<T>(scope: Scope<T>, latent: T, { widths }: ScaleAutoencoderConfig): T {
  const enlarged = (module: number, x: T, out: number) =>
    pixelShuffle(scope, conv3(scope, `${module}`, x, 4 * out), 2);
  let x = residual(scope.at(1), conv3(scope, '0', latent, widths.at(-1)!));
  let module = 2;
  for (const width of widths.slice(0, -1).reverse()) {
    x = residual(scope.at(module + 2), enlarged(module, x, width));
    module += 3;
  }
  return enlarged(module, x, 1);
}

/** Starts as the identity. */
function residual<T>(scope: Scope<T>, x: T): T {
  const { ops } = scope;
  const channels = ops.shape(x)[1]!;
  const h = ops.silu(conv3(scope, 'a', ops.silu(x), channels));
  return ops.add(x, conv(scope, 'b', h, channels, { kernel: 3, zero: true }));
}
