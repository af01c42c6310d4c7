import type { Tensor } from '@tensorflow/tfjs-core';
import { withOwnGradient } from './own-gradient.ts';
import type { Tf } from './tensor.ts';

/** `x / (1 + exp(-x))`, with a gradient that keeps two tensors and takes four passes. */
export function silu(tf: Tf, x: Tensor): Tensor {
  return withOwnGradient(
    tf,
    {
      value(input) {
        const gate = tf.sigmoid(input);
        const value = tf.mul(input, gate);
        return { value, saved: [gate, value] as const };
      },
      gradients: (dy, gate, value) => [tf.mul(dy, tf.sub(tf.add(gate, value), tf.mul(gate, value)))],
    },
    x,
  );
}

/** `x / 2 * (1 + erf(x / sqrt 2))`. */
export function gelu(tf: Tf, x: Tensor): Tensor {
  return tf.mul(tf.mul(x, 0.5), tf.add(tf.erf(tf.mul(x, Math.SQRT1_2)), 1));
}
