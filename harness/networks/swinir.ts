import { conv1, conv3, layerNorm, linear, pixelShuffle } from './layers.ts';
import type { Network } from './network.ts';
import type { Scope } from './scope.ts';
import { windowAttention } from './window-attention.ts';
import { croppedTo, paddedToMultiple } from './window-padding.ts';

/** The configuration of a SwinIR for enlarging. */
export interface SwinirConfig {
  readonly imageChannels: number;
  readonly channels: number;
  /** Transformer blocks of each residual group. */
  readonly depths: readonly number[];
  readonly heads: number;
  /** Rows and columns of an attention window. */
  readonly window: number;
  /** Width of the hidden layer of a block, as a multiple of `channels`. */
  readonly hidden: number;
  readonly scale: number;
  /**
   * `pixelshuffle` of the classical models (scale 2, 4 or 8), `pixelshuffledirect` of the lightweight,
   * `nearest+conv` of those for photographs (scale 4), `none` of those that mend an image at its size (scale 1).
   */
  readonly upsampler: 'pixelshuffle' | 'pixelshuffledirect' | 'nearest+conv' | 'none';
  /** The convolution at the end of each residual group and of all: one, or three with a narrow middle. */
  readonly residual: '1conv' | '3conv';
}

/** The authors' classical model M, four times larger. */
export const swinirClassical: SwinirConfig = {
  imageChannels: 3,
  channels: 180,
  depths: [6, 6, 6, 6, 6, 6],
  heads: 6,
  window: 8,
  hidden: 2,
  scale: 4,
  upsampler: 'pixelshuffle',
  residual: '1conv',
};

/** The authors' lightweight model, four times larger. */
export const swinirLightweight: SwinirConfig = {
  ...swinirClassical,
  channels: 60,
  depths: [6, 6, 6, 6],
  upsampler: 'pixelshuffledirect',
};

/** The authors' large model for photographs, four times larger; the one that the paper's release ran. */
export const swinirReal: SwinirConfig = {
  ...swinirClassical,
  channels: 240,
  depths: [6, 6, 6, 6, 6, 6, 6, 6, 6],
  heads: 8,
  upsampler: 'nearest+conv',
  residual: '3conv',
};

/**
 * SwinIR (Liang et al. 2021): `image` `[B, C, H, W]` in [0, 1] to `enlarged` `[B, C, scale H, scale W]`,
 * parameters under the authors' names. Sizes that windows do not divide are mirrored at the bottom and the
 * right, and the result is cut.
 */
export function swinir(name: string, config: SwinirConfig): Network {
  return {
    name,
    inputs: ['image'],
    outputs: ['enlarged'],
    run(scope, { image }) {
      const { ops } = scope;
      const [, , height, width] = ops.shape(image!) as [number, number, number, number];
      const mean = ops.constant(channelMean(config.imageChannels), [1, config.imageChannels, 1, 1]);
      const centred = ops.sub(paddedToMultiple(scope, image!, config.window), mean);
      const first = conv3(scope, 'conv_first', centred, config.channels);
      const deep = ops.add(
        residualConv(scope, 'conv_after_body', features(scope, first, config), config),
        first,
      );
      const enlarged = ops.add(upsampled(scope, deep, centred, config), mean);
      return { enlarged: croppedTo(scope, enlarged, height * config.scale, width * config.scale) };
    },
  };
}

/** What a SwinIR checkpoint stores that follows from the sizes: index tables and masks. */
export function besideSwinir(name: string): boolean {
  return /\.(?:relative_position_index|attn_mask)$/.test(name);
}

const EPSILON = 1e-5;

/** The mean colour of the training images, which the authors subtract from colour images alone. */
function channelMean(channels: number): Float64Array {
  return channels === 3 ? Float64Array.of(0.4488, 0.4371, 0.404) : new Float64Array(channels);
}

function features<T>(scope: Scope<T>, image: T, config: SwinirConfig): T {
  let x = layerNorm(scope, 'patch_embed.norm', toRows(scope, image), EPSILON);
  for (const [i, depth] of config.depths.entries())
    x = residualGroup(scope.at(`layers.${i}`), x, depth, config);
  return toImage(scope, layerNorm(scope, 'norm', x, EPSILON));
}

function residualGroup<T>(scope: Scope<T>, x: T, depth: number, config: SwinirConfig): T {
  let h = x;
  for (let i = 0; i < depth; i++) {
    h = block(
      scope.at(`residual_group.blocks.${i}`),
      h,
      i % 2 === 0 ? 0 : Math.floor(config.window / 2),
      config,
    );
  }
  const mixed = residualConv(scope, 'conv', toImage(scope, h), config);
  return scope.ops.add(toRows(scope, mixed), x);
}

/** A Swin Transformer block on `[B, H, W, C]`. */
function block<T>(scope: Scope<T>, x: T, shift: number, config: SwinirConfig): T {
  const { ops } = scope;
  const { channels, heads, window, hidden } = config;
  const normal = layerNorm(scope, 'norm1', x, EPSILON);
  const attended = ops.add(x, windowAttention(scope.at('attn'), normal, { heads, window, shift }));
  const wide = linear(scope, 'mlp.fc1', layerNorm(scope, 'norm2', attended, EPSILON), channels * hidden);
  return ops.add(attended, linear(scope, 'mlp.fc2', ops.gelu(wide), channels));
}

function residualConv<T>(scope: Scope<T>, name: string, x: T, { channels, residual }: SwinirConfig): T {
  if (residual === '1conv') return conv3(scope, name, x, channels);
  const { ops } = scope;
  const narrow = channels / 4;
  const part = scope.at(name);
  const h = ops.leakyRelu(conv3(part, '0', x, narrow), SLOPE);
  return conv3(part, '4', ops.leakyRelu(conv1(part, '2', h, narrow), SLOPE), channels);
}

/** @param centred what went into the network */
function upsampled<T>(scope: Scope<T>, x: T, centred: T, config: SwinirConfig): T {
  const { ops } = scope;
  const { upsampler, scale, imageChannels } = config;
  if (upsampler === 'none') return ops.add(centred, conv3(scope, 'conv_last', x, imageChannels));
  if (upsampler === 'pixelshuffledirect') {
    return pixelShuffle(scope, conv3(scope, 'upsample.0', x, scale ** 2 * imageChannels), scale);
  }
  // PyTorch's default slope.
  let h = ops.leakyRelu(conv3(scope, 'conv_before_upsample.0', x, FEATURES), 0.01);
  if (upsampler === 'nearest+conv') {
    for (const name of ['conv_up1', 'conv_up2']) {
      h = ops.leakyRelu(conv3(scope, name, ops.resizeNearest(h, 2), FEATURES), SLOPE);
    }
    h = ops.leakyRelu(conv3(scope, 'conv_hr', h, FEATURES), SLOPE);
    return conv3(scope, 'conv_last', h, imageChannels);
  }
  for (let i = 0; i < Math.log2(scale); i++) {
    // Every second module of the authors' sequence is a pixel shuffle, which has no parameters.
    h = pixelShuffle(scope, conv3(scope, `upsample.${2 * i}`, h, 4 * FEATURES), 2);
  }
  return conv3(scope, 'conv_last', h, imageChannels);
}

const SLOPE = 0.2;
const FEATURES = 64;

/** `[B, C, H, W]` to `[B, H, W, C]`. */
function toRows<T>({ ops }: Scope<T>, x: T): T {
  return ops.transpose(x, [0, 2, 3, 1]);
}

/** `[B, H, W, C]` to `[B, C, H, W]`. */
function toImage<T>({ ops }: Scope<T>, x: T): T {
  return ops.transpose(x, [0, 3, 1, 2]);
}
