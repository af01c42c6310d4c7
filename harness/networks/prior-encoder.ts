import { conv3, linear } from './layers.ts';
import type { Network } from './network.ts';
import type { Scope } from './scope.ts';

/** The geometry of a prior's encoder. */
export interface PriorEncoderConfig {
  /** Channels of its convolutions. */
  readonly channels: number;
  /** Residual blocks. */
  readonly blocks: number;
  /** P, the length of the prior. */
  readonly length: number;
}

/**
 * The compact prior extraction network of DiffIR (Xia et al. 2023, CPEN): `image` `[B, C, H, W]` to `prior` `[B, P]`,
 * the mean over its pixels of what convolutions find, through two linear layers.
 */
export function priorEncoder(name: string, config: PriorEncoderConfig): Network {
  const { channels, blocks, length } = config;
  return {
    name,
    inputs: ['image'],
    outputs: ['prior'],
    run(scope, { image }) {
      const { ops } = scope;
      let h = ops.leakyRelu(conv3(scope, 'first', image!, channels), SLOPE);
      for (let i = 0; i < blocks; i++) h = residual(scope.at(`block.${i}`), h, channels);
      const found = ops.leakyRelu(conv3(scope, 'last', h, length), SLOPE);
      const pooled = ops.reshape(ops.mean(found, [2, 3]), [ops.shape(found)[0]!, length]);
      const hidden = ops.leakyRelu(linear(scope, 'linear.0', pooled, length), SLOPE);
      return { prior: ops.leakyRelu(linear(scope, 'linear.1', hidden, length), SLOPE) };
    },
  };
}

const SLOPE = 0.1;

function residual<T>(scope: Scope<T>, x: T, channels: number): T {
  const { ops } = scope;
  const inner = ops.leakyRelu(conv3(scope, '0', x, channels), SLOPE);
  return ops.add(x, conv3(scope, '1', inner, channels));
}
