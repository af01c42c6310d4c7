import type { Tensor, Tensor4D } from '@tensorflow/tfjs-core';
import type { Padding } from '../../../networks/ops.ts';
import type { Tf } from './tensor.ts';

/** The mean of each channel of `[B, H, W, C]` over its pixels, `[B, 1, 1, C]`. */
export function pixelMeans(tf: Tf, x: Tensor4D): Tensor {
  // WebAssembly sums inner axes only, after a transposition; its global pooling reads the image as it lies.
  if (tf.getBackend() === 'wasm') return tf.avgPool(x, [x.shape[1], x.shape[2]], 1, 'valid');
  return tf.mul(tf.sum(x, [1, 2], true), 1 / (x.shape[1] * x.shape[2]));
}

/** The sum of each channel of `[B, H, W, C]` over its pixels, `[B, C]`. */
export function pixelSums(tf: Tf, x: Tensor4D): Tensor {
  if (tf.getBackend() !== 'wasm') return tf.sum(x, [1, 2]);
  const [batch, height, width, channels] = x.shape;
  return tf.mul(tf.reshape(pixelMeans(tf, x), [batch, channels]), height * width);
}

/** The sum of each channel of `[B, H, W, C]` over everything, `[C]`. */
export function channelSums(tf: Tf, x: Tensor4D): Tensor {
  return tf.getBackend() === 'wasm' ? tf.sum(pixelSums(tf, x), 0) : tf.sum(x, [0, 1, 2]);
}

/** Padding of `[B, H, W, C]`, the numbers before and after each axis. */
export function paddings({ top, bottom, left, right }: Padding): Paddings {
  return [
    [0, 0],
    [top, bottom],
    [left, right],
    [0, 0],
  ];
}

type Pair = [before: number, after: number];
export type Paddings = [Pair, Pair, Pair, Pair];
