import { conv3 } from './layers.ts';
import type { Network } from './network.ts';
import type { Scope } from './scope.ts';

/** The configuration of an ESRGAN generator. */
export interface RrdbConfig {
  readonly imageChannels: number;
  readonly channels: number;
  readonly blocks: number;
  /** Channels that each convolution of a dense block adds. */
  readonly growth: number;
}

/** ESRGAN as released: 64 channels, 23 blocks. */
export const esrgan: RrdbConfig = { imageChannels: 3, channels: 64, blocks: 23, growth: 32 };

/**
 * ESRGAN's generator RRDBNet (Wang et al. 2018), four times larger: `image` `[B, C, H, W]` in [0, 1] to
 * `enlarged` `[B, C, 4 H, 4 W]`, which may leave [0, 1]. Parameters under the authors' names.
 */
export function rrdb(name: string, config: RrdbConfig): Network {
  const { channels, blocks } = config;
  return {
    name,
    inputs: ['image'],
    outputs: ['enlarged'],
    run(scope, { image }) {
      const { ops } = scope;
      const first = conv3(scope, 'conv_first', image!, channels);
      let x = first;
      for (let i = 0; i < blocks; i++) x = denseInDense(scope.at(`RRDB_trunk.${i}`), x, config);
      x = ops.add(first, conv3(scope, 'trunk_conv', x, channels));
      for (const name of ['upconv1', 'upconv2']) {
        x = ops.leakyRelu(conv3(scope, name, ops.resizeNearest(x, 2), channels), SLOPE);
      }
      x = ops.leakyRelu(conv3(scope, 'HRconv', x, channels), SLOPE);
      return { enlarged: conv3(scope, 'conv_last', x, config.imageChannels) };
    },
  };
}

/** A name of BasicSR's later generators (Real-ESRGAN) as ESRGAN's authors called it. */
export function esrganName(name: string): string {
  return name
    .replace(/^body\.(\d+)\.rdb(\d)\./, 'RRDB_trunk.$1.RDB$2.')
    .replace(/^conv_body\./, 'trunk_conv.')
    .replace(/^conv_up([12])\./, 'upconv$1.')
    .replace(/^conv_hr\./, 'HRconv.');
}

const SLOPE = 0.2;
/** How much of each block's change is added. */
const RESIDUAL = 0.2;

function denseInDense<T>(scope: Scope<T>, x: T, config: RrdbConfig): T {
  let h = x;
  for (const name of ['RDB1', 'RDB2', 'RDB3']) h = dense(scope.at(name), h, config);
  return scope.ops.add(scope.ops.affine(h, RESIDUAL, 0), x);
}

function dense<T>(scope: Scope<T>, x: T, { channels, growth }: RrdbConfig): T {
  const { ops } = scope;
  const seen = [x];
  for (const name of ['conv1', 'conv2', 'conv3', 'conv4']) {
    seen.push(ops.leakyRelu(conv3(scope, name, ops.concat(seen, 1), growth), SLOPE));
  }
  return ops.add(ops.affine(conv3(scope, 'conv5', ops.concat(seen, 1), channels), RESIDUAL, 0), x);
}
