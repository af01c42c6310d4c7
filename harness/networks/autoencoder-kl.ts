import type { Autoencoder } from './autoencoder.ts';
import { conv, conv1, conv3, groupNorm } from './layers.ts';
import type { Scope } from './scope.ts';

/** The geometry of a CompVis or diffusers `AutoencoderKL`. */
export interface AutoencoderKlConfig {
  /** Channels of the first level. */
  readonly channels: number;
  /** Channels of each level as multiples; every level but the last halves the image. */
  readonly multipliers: readonly number[];
  /** Residual blocks of a level of the encoder; the decoder has one more. */
  readonly blocks: number;
  readonly imageChannels: number;
  /** Channels between encoder and quantisation (`z_channels`). */
  readonly innerChannels: number;
  /** Channels of the latent (`embed_dim`). */
  readonly latentChannels: number;
  /** Groups of every normalisation. */
  readonly groups: number;
}

/**
 * The autoencoder of latent diffusion (Rombach et al. 2022), parameters under CompVis' names. Encoding gives
 * the posterior's mean; nothing is sampled or scaled. The middle block attends whatever the resolution.
 */
export function autoencoderKl(name: string, config: AutoencoderKlConfig): Autoencoder {
  const { imageChannels, latentChannels, innerChannels, multipliers } = config;
  return {
    name,
    imageChannels,
    latentChannels,
    factor: 2 ** (multipliers.length - 1),
    encoder: {
      name: `${name}-encoder`,
      inputs: ['image'],
      outputs: ['latent'],
      run(scope, { image }) {
        const inner = encoded(scope.at('encoder'), image!, config);
        const moments = conv1(scope, 'quant_conv', inner, 2 * latentChannels);
        // The second half is the log variance.
        return { latent: scope.ops.slice(moments, 1, 0, latentChannels) };
      },
    },
    decoder: {
      name: `${name}-decoder`,
      inputs: ['latent'],
      outputs: ['image'],
      run(scope, { latent }) {
        const inner = conv1(scope, 'post_quant_conv', latent!, innerChannels);
        return { image: decoded(scope.at('decoder'), inner, config) };
      },
    },
  };
}

const EPSILON = 1e-6;

function encoded<T>(scope: Scope<T>, image: T, config: AutoencoderKlConfig): T {
  const { channels, multipliers, blocks, innerChannels, groups } = config;
  let x = conv3(scope, 'conv_in', image, channels);
  for (const [level, multiple] of multipliers.entries()) {
    const down = scope.at(`down.${level}`);
    for (let i = 0; i < blocks; i++) x = residual(down.at(`block.${i}`), x, channels * multiple, groups);
    if (level < multipliers.length - 1) {
      // CompVis pads one row and one column, at the bottom and the right alone.
      const padding = { top: 0, bottom: 1, left: 0, right: 1 };
      x = conv(down, 'downsample.conv', x, channels * multiple, { kernel: 3, stride: 2, padding });
    }
  }
  x = middle(scope.at('mid'), x, groups);
  return conv3(scope, 'conv_out', activated(scope, 'norm_out', x, groups), 2 * innerChannels);
}

function decoded<T>(scope: Scope<T>, latent: T, config: AutoencoderKlConfig): T {
  const { channels, multipliers, blocks, imageChannels, groups } = config;
  let x = conv3(scope, 'conv_in', latent, channels * multipliers.at(-1)!);
  x = middle(scope.at('mid'), x, groups);
  for (const [level, multiple] of [...multipliers.entries()].reverse()) {
    const up = scope.at(`up.${level}`);
    for (let i = 0; i <= blocks; i++) x = residual(up.at(`block.${i}`), x, channels * multiple, groups);
    if (level > 0) x = conv3(up, 'upsample.conv', scope.ops.resizeNearest(x, 2), channels * multiple);
  }
  return conv3(scope, 'conv_out', activated(scope, 'norm_out', x, groups), imageChannels);
}

function middle<T>(scope: Scope<T>, x: T, groups: number): T {
  const channels = scope.ops.shape(x)[1]!;
  const before = residual(scope.at('block_1'), x, channels, groups);
  return residual(scope.at('block_2'), attention(scope.at('attn_1'), before, groups), channels, groups);
}

function residual<T>(scope: Scope<T>, x: T, out: number, groups: number): T {
  const h = conv3(scope, 'conv1', activated(scope, 'norm1', x, groups), out);
  const change = conv3(scope, 'conv2', activated(scope, 'norm2', h, groups), out);
  const same = scope.ops.shape(x)[1] === out;
  return scope.ops.add(same ? x : conv1(scope, 'nin_shortcut', x, out), change);
}

/** One head of attention between all positions, added to its input. */
function attention<T>(scope: Scope<T>, x: T, groups: number): T {
  const { ops } = scope;
  const [batch, channels, height, width] = ops.shape(x) as [number, number, number, number];
  const normal = groupNorm(scope, 'norm', x, groups, EPSILON);
  const rows = (name: string) =>
    ops.transpose(
      ops.reshape(conv1(scope, name, normal, channels), [batch, channels, height * width]),
      [0, 2, 1],
    );
  const scores = ops.affine(ops.matMul(rows('q'), rows('k'), true), channels ** -0.5, 0);
  const mixed = ops.matMul(ops.softmax(scores), rows('v'), false);
  const image = ops.reshape(ops.transpose(mixed, [0, 2, 1]), [batch, channels, height, width]);
  return ops.add(x, conv1(scope, 'proj_out', image, channels));
}

function activated<T>(scope: Scope<T>, norm: string, x: T, groups: number): T {
  return scope.ops.silu(groupNorm(scope, norm, x, groups, EPSILON));
}
