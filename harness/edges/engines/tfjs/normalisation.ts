import type { Tensor, Tensor2D, Tensor4D } from '@tensorflow/tfjs-core';
import { withOwnGradient } from './own-gradient.ts';
import { pixelSums } from './pixels.ts';
import type { Tf } from './tensor.ts';

/**
 * Group normalisation (Wu and He 2018) of `[B, H, W, C]`, with its gradient in closed form. What touches all
 * values is a product or a sum with `[B, 1, 1, C]`; sums over pixels are gathered into groups afterwards.
 */
export function groupNorm(
  tf: Tf,
  x: Tensor4D,
  scale: Tensor,
  shift: Tensor,
  groups: number,
  epsilon: number,
): Tensor {
  const [batch, height, width, channels] = x.shape;
  const perImage = (values: Tensor) => tf.reshape(values, [batch, 1, 1, channels]);
  return withOwnGradient(
    tf,
    {
      value(image: Tensor4D, scales: Tensor, shifts: Tensor) {
        const gather = gathering(tf, channels, groups, height * width);
        const overGroups = (values: Tensor4D) => tf.matMul(pixelSums(tf, values) as Tensor2D, gather);
        const centred = tf.sub<Tensor4D>(image, perImage(overGroups(image)));
        const variance = overGroups(tf.square(centred));
        const inverse = tf.rsqrt(tf.add(variance, epsilon));
        const value = tf.add(tf.mul(centred, perImage(tf.mul(inverse, scales))), shifts);
        return { value, saved: [centred, inverse, scales, gather] as const };
      },
      gradients(dy, centred, inverse, scales, gather) {
        const overGroups = (sums: Tensor) => tf.matMul(tf.mul(sums, scales) as Tensor2D, gather);
        const sums = pixelSums(tf, dy as Tensor4D);
        const products = tf.mul(pixelSums(tf, tf.mul(dy, centred)), inverse);
        const slope = tf.mul(tf.square(inverse), overGroups(products));
        const offset = tf.mul(inverse, overGroups(sums));
        const along = tf.add(tf.mul(centred, perImage(slope)), perImage(offset));
        const dx = tf.sub(tf.mul(dy, perImage(tf.mul(inverse, scales))), along);
        return [dx, tf.sum(products, 0), tf.sum(sums, 0)];
      },
    },
    x,
    scale,
    shift,
  );
}

/** The matrix `[C, C]` that turns sums over pixels into the mean of a group, at each channel of the group. */
function gathering(tf: Tf, channels: number, groups: number, pixels: number): Tensor2D {
  const each = channels / groups;
  const share = new Float32Array(channels * channels);
  for (let row = 0; row < channels; row++) {
    const begin = row * channels + Math.floor(row / each) * each;
    share.fill(1 / (each * pixels), begin, begin + each);
  }
  return tf.tensor2d(share, [channels, channels]);
}

/** Layer normalisation (Ba et al. 2016) over the last axis. */
export function layerNorm(tf: Tf, x: Tensor, scale: Tensor, shift: Tensor, epsilon: number): Tensor {
  const centred = tf.sub(x, tf.mean(x, -1, true));
  const variance = tf.mean(tf.square(centred), -1, true);
  return tf.add(tf.mul(tf.mul(centred, tf.rsqrt(tf.add(variance, epsilon))), scale), shift);
}
