import type { Tensor, Tensor4D } from '@tensorflow/tfjs-core';
import { withOwnGradient } from './tfjs-own-gradient.ts';
import { meanOverPixels, sumOverPixels } from './tfjs-pixels.ts';
import type { Tf } from './tfjs-tensor.ts';

/**
 * Group normalisation (Wu and He 2018) of `[B, H, W, C]`, with its gradient in closed form. What touches all
 * values is a product or a sum with `[B, 1, 1, C]`; channels are gathered into groups afterwards.
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
  const each = channels / groups;
  const pixels = height * width;
  /** The mean over the channels of a group, at each of its channels. */
  const overGroup = (perChannel: Tensor) => {
    if (each === 1) return perChannel;
    const means = tf.mean(tf.reshape(perChannel, [batch * groups, each]), 1, true);
    return tf.reshape(tf.tile(means, [1, each]), [batch, 1, 1, channels]);
  };
  return withOwnGradient(
    tf,
    {
      value(image: Tensor4D, scales: Tensor, shifts: Tensor) {
        const centred = tf.sub<Tensor4D>(image, overGroup(meanOverPixels(tf, image)));
        const variance = overGroup(meanOverPixels(tf, tf.square(centred)));
        const inverse = tf.rsqrt(tf.add(variance, epsilon));
        const value = tf.add(tf.mul(centred, tf.mul(inverse, scales)), shifts);
        return { value, saved: [centred, inverse, scales] as const };
      },
      gradients(dy, centred, inverse, scales) {
        const sums = sumOverPixels(tf, dy as Tensor4D);
        const products = tf.mul(sumOverPixels(tf, tf.mul(dy, centred)), inverse);
        const offset = overGroup(tf.mul(sums, tf.div(scales, pixels)));
        const slope = overGroup(tf.mul(products, tf.div(scales, pixels)));
        const along = tf.mul(centred, tf.mul(tf.square(inverse), slope));
        const direct = tf.mul(dy, tf.mul(inverse, scales));
        const dx = tf.sub(direct, tf.add(along, tf.mul(inverse, offset)));
        return [dx, tf.sum(products, [0, 1, 2]), tf.sum(sums, [0, 1, 2])];
      },
    },
    x,
    scale,
    shift,
  );
}

/** Layer normalisation (Ba et al. 2016) over the last axis. */
export function layerNorm(tf: Tf, x: Tensor, scale: Tensor, shift: Tensor, epsilon: number): Tensor {
  const centred = tf.sub(x, tf.mean(x, -1, true));
  const variance = tf.mean(tf.square(centred), -1, true);
  return tf.add(tf.mul(tf.mul(centred, tf.rsqrt(tf.add(variance, epsilon))), scale), shift);
}
