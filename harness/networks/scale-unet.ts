import { conv, conv1, conv3, groupNorm, linear } from './layers.ts';
import type { Network } from './network.ts';
import { evenPadding } from './ops.ts';
import type { Scope } from './scope.ts';
import { timeEmbedding } from './time-embedding.ts';

/** The geometry of the scale model's denoiser. */
export interface ScaleUnetConfig {
  readonly latentChannels: number;
  /** Channels of the first level; the second has twice as many. */
  readonly channels: number;
  /** Length of the embedding of time. */
  readonly timeChannels: number;
}

/**
 * A UNet of two levels without attention: `sample` `[B, 2 C, H, W]` (noisy latent, then condition) and
 * `time` `[B]` in [0, 1] to `prediction` `[B, C, H, W]`. It starts by predicting zero.
 */
export function scaleUnet(name: string, config: ScaleUnetConfig): Network {
  const { channels, latentChannels } = config;
  return {
    name,
    inputs: ['sample', 'time'],
    outputs: ['prediction'],
    run(scope, { sample, time }) {
      const { ops } = scope;
      const embedding = embedded(scope, time!, config.timeChannels);
      const wide = 2 * channels;
      const skip = residual(scope.at('r0'), conv3(scope, 'ci', sample!, channels), embedding, channels);
      const down = conv(scope, 'dn', skip, wide, { kernel: 3, stride: 2, padding: evenPadding(1) });
      const first = residual(scope.at('r1'), down, embedding, wide);
      const deep = residual(scope.at('r2'), first, embedding, wide);
      const up = conv3(scope, 'up', ops.resizeNearest(deep, 2), channels);
      const last = residual(scope.at('r3'), ops.concat([up, skip], 1), embedding, channels);
      const normal = ops.silu(groupNorm(scope, 'no', last, GROUPS, EPSILON));
      return { prediction: conv(scope, 'co', normal, latentChannels, { kernel: 3, zero: true }) };
    },
  };
}

const GROUPS = 8;
const EPSILON = 1e-5;

function embedded<T>(scope: Scope<T>, time: T, length: number): T {
  const { ops } = scope;
  const waves = timeEmbedding(scope, ops.affine(time, 1000, 0), { length, period: 1000, order: 'sin-cos' });
  const hidden = ops.silu(linear(scope, 'te.0', waves, length));
  return ops.silu(linear(scope, 'te.2', hidden, length));
}

function residual<T>(scope: Scope<T>, x: T, time: T, out: number): T {
  const { ops } = scope;
  const first = conv3(scope, 'c1', ops.silu(groupNorm(scope, 'n1', x, GROUPS, EPSILON)), out);
  const shift = linear(scope, 't', time, out);
  const moved = ops.add(first, ops.reshape(shift, [...ops.shape(shift), 1, 1]));
  const normal = ops.silu(groupNorm(scope, 'n2', moved, GROUPS, EPSILON));
  const change = conv(scope, 'c2', normal, out, { kernel: 3, zero: true });
  const same = ops.shape(x)[1] === out;
  return ops.add(same ? x : conv1(scope, 'sk', x, out), change);
}
