import { conv, conv1, conv3, groupNorm, linear } from './layers.ts';
import type { Network } from './network.ts';
import { evenPadding } from './ops.ts';
import type { Scope } from './scope.ts';
import { timeEmbedding } from './time-embedding.ts';

/** The configuration of a diffusers `UNet2DModel`. */
export interface Unet2dConfig {
  readonly inChannels: number;
  readonly outChannels: number;
  /** Channels of each level; every level but the last halves the image. */
  readonly levels: readonly number[];
  /** Residual blocks of a level on the way down; one more on the way up. */
  readonly blocks: number;
  /** The levels whose residual blocks are followed by attention. The middle always attends. */
  readonly attentionLevels: readonly number[];
  /** Channels of an attention head. */
  readonly headChannels: number;
  readonly groups: number;
  readonly epsilon: number;
}

/**
 * The levels at which a UNet over latents of this size attends, where attention is asked for at one
 * resolution, as the paper asks for it at 16.
 */
function levelsAtResolution(size: number, resolution: number, levels: number): readonly number[] {
  return Array.from({ length: levels }, (_, level) => level).filter(
    (level) => size / 2 ** level === resolution,
  );
}

/**
 * The paper's denoiser over latents of C channels and this side, conditioned on as many channels again.
 * Attention where the resolution is 16; heads of 8 channels, the library's default.
 */
export function paperUnet2d(latentChannels: number, side: number): Unet2dConfig {
  const levels = [128, 256, 512, 512];
  return {
    inChannels: 2 * latentChannels,
    outChannels: latentChannels,
    levels,
    blocks: 2,
    attentionLevels: levelsAtResolution(side, 16, levels.length),
    headChannels: 8,
    groups: 32,
    epsilon: 1e-5,
  };
}

/**
 * The denoiser: diffusers' `UNet2DModel` with its own parameter names. `sample` `[B, C, H, W]` and `time`
 * `[B]` give `prediction` `[B, outChannels, H, W]`.
 */
export function unet2d(name: string, config: Unet2dConfig): Network {
  return {
    name,
    inputs: ['sample', 'time'],
    outputs: ['prediction'],
    run(scope, { sample, time }) {
      const blocks = blocksOf(scope, config, embedded(scope, time!, config));
      const [first] = config.levels as [number];
      const skips = [conv3(scope, 'conv_in', sample!, first)];
      for (const level of config.levels.keys()) skips.push(...blocks.down(level, skips.at(-1)!));
      let x = blocks.middle(skips.at(-1)!);
      for (const step of config.levels.keys()) x = blocks.up(step, x, skips);
      const normal = groupNorm(scope, 'conv_norm_out', x, config.groups, config.epsilon);
      return { prediction: conv3(scope, 'conv_out', scope.ops.silu(normal), config.outChannels) };
    },
  };
}

function embedded<T>(scope: Scope<T>, time: T, { levels }: Unet2dConfig): T {
  const [first] = levels as [number];
  const waves = timeEmbedding(scope, time, { length: first, period: 10_000, order: 'cos-sin' });
  const hidden = linear(scope, 'time_embedding.linear_1', waves, 4 * first);
  return linear(scope, 'time_embedding.linear_2', scope.ops.silu(hidden), 4 * first);
}

function blocksOf<T>(scope: Scope<T>, config: Unet2dConfig, time: T) {
  const { levels, blocks, attentionLevels } = config;
  const unit = (part: Scope<T>, i: number, x: T, out: number, attends: boolean) => {
    const h = residual(part.at(`resnets.${i}`), x, time, out, config);
    return attends ? attention(part.at(`attentions.${i}`), h, config) : h;
  };
  return {
    /** The results of each block of a level, and of its downsampling. */
    down(level: number, x: T): T[] {
      const part = scope.at(`down_blocks.${level}`);
      const results: T[] = [];
      for (let i = 0; i < blocks; i++) {
        results.push(unit(part, i, results.at(-1) ?? x, levels[level]!, attentionLevels.includes(level)));
      }
      if (level < levels.length - 1) {
        const options = { kernel: 3, stride: 2, padding: evenPadding(1) };
        results.push(conv(part, 'downsamplers.0.conv', results.at(-1)!, levels[level]!, options));
      }
      return results;
    },
    middle(x: T): T {
      const part = scope.at('mid_block');
      const h = unit(part, 0, x, levels.at(-1)!, true);
      return residual(part.at('resnets.1'), h, time, levels.at(-1)!, config);
    },
    /** A level on the way up; takes what it joins from the end of `skips`. */
    up(step: number, x: T, skips: T[]): T {
      const level = levels.length - 1 - step;
      const part = scope.at(`up_blocks.${step}`);
      for (let i = 0; i <= blocks; i++) {
        const joined = scope.ops.concat([x, skips.pop()!], 1);
        x = unit(part, i, joined, levels[level]!, attentionLevels.includes(level));
      }
      return level === 0
        ? x
        : conv3(part, 'upsamplers.0.conv', scope.ops.resizeNearest(x, 2), levels[level]!);
    },
  };
}

function residual<T>(scope: Scope<T>, x: T, time: T, out: number, { groups, epsilon }: Unet2dConfig): T {
  const { ops } = scope;
  const first = conv3(scope, 'conv1', ops.silu(groupNorm(scope, 'norm1', x, groups, epsilon)), out);
  const shift = linear(scope, 'time_emb_proj', ops.silu(time), out);
  const moved = ops.add(first, ops.reshape(shift, [...ops.shape(shift), 1, 1]));
  const change = conv3(scope, 'conv2', ops.silu(groupNorm(scope, 'norm2', moved, groups, epsilon)), out);
  const same = ops.shape(x)[1] === out;
  return ops.add(same ? x : conv1(scope, 'conv_shortcut', x, out), change);
}

/** Attention of several heads between all positions, added to its input. */
function attention<T>(scope: Scope<T>, x: T, { groups, epsilon, headChannels }: Unet2dConfig): T {
  const { ops } = scope;
  const [batch, channels, height, width] = ops.shape(x) as [number, number, number, number];
  const positions = height * width;
  const heads = channels / headChannels;
  const normal = groupNorm(scope, 'group_norm', x, groups, epsilon);
  const rows = ops.transpose(ops.reshape(normal, [batch, channels, positions]), [0, 2, 1]);
  const split = (name: string) =>
    ops.transpose(
      ops.reshape(linear(scope, name, rows, channels), [batch, positions, heads, headChannels]),
      [0, 2, 1, 3],
    );
  const scores = ops.affine(ops.matMul(split('to_q'), split('to_k'), true), headChannels ** -0.5, 0);
  const mixed = ops.matMul(ops.softmax(scores), split('to_v'), false);
  const joined = ops.reshape(ops.transpose(mixed, [0, 2, 1, 3]), [batch, positions, channels]);
  const out = ops.transpose(linear(scope, 'to_out.0', joined, channels), [0, 2, 1]);
  return ops.add(ops.reshape(out, [batch, channels, height, width]), x);
}
