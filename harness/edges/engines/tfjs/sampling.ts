import type { Tensor, Tensor4D } from '@tensorflow/tfjs-core';
import type { Padding, PoolOptions } from '../../../networks/ops.ts';
import { matMul } from './matrices.ts';
import { withOwnGradient } from './own-gradient.ts';
import { paddings } from './pixels.ts';
import type { Tf } from './tensor.ts';

/** The mean of each window of `[B, H, W, C]` over the pixels inside the image. */
export function avgPool(tf: Tf, x: Tensor4D, { size, stride, padding }: PoolOptions): Tensor {
  const means = tf.avgPool(padded(tf, x, padding), size, stride, 'valid');
  const { top, bottom, left, right } = padding;
  if (top + bottom + left + right === 0) return means;
  const [, height, width] = x.shape;
  const [, rows, columns] = means.shape;
  const correction = new Float32Array(rows * columns);
  for (let i = 0; i < rows; i++) {
    for (let j = 0; j < columns; j++) {
      const inside = covered(i * stride - top, size, height) * covered(j * stride - left, size, width);
      correction[i * columns + j] = size ** 2 / inside;
    }
  }
  return tf.mul(means, tf.tensor4d(correction, [1, rows, columns, 1]));
}

/** Every pixel of `[B, H, W, C]` repeated; its gradient is the mean of the copies, times their number. */
export function resizeNearest(tf: Tf, x: Tensor4D, factor: number): Tensor {
  if (factor === 1) return x;
  const [, height, width] = x.shape;
  return withOwnGradient(
    tf,
    {
      value: (image: Tensor4D) => ({
        value: tf.image.resizeNearestNeighbor(image, [height * factor, width * factor]),
        saved: [],
      }),
      gradients: (dy) => [tf.mul(tf.avgPool(dy as Tensor4D, factor, factor, 'valid'), factor ** 2)],
    },
    x,
  );
}

/**
 * Bilinear interpolation of `[B, H, W, C]` as products with two sparse matrices: its gradient is theirs, which
 * TensorFlow.js's own bilinear gradient is not where pixels are taken at their centres.
 */
export function resizeBilinear(
  tf: Tf,
  x: Tensor4D,
  height: number,
  width: number,
  halfPixels: boolean,
): Tensor {
  const [batch, rows, columns, channels] = x.shape;
  const across = matMul(
    tf,
    interpolation(tf, width, columns, halfPixels),
    tf.reshape(tf.transpose(x, [2, 0, 1, 3]), [columns, batch * rows * channels]),
    false,
  );
  const down = matMul(
    tf,
    interpolation(tf, height, rows, halfPixels),
    tf.reshape(tf.transpose(tf.reshape(across, [width, batch, rows, channels]), [2, 1, 0, 3]), [
      rows,
      batch * width * channels,
    ]),
    false,
  );
  return tf.transpose(tf.reshape(down, [height, batch, width, channels]), [1, 0, 2, 3]);
}

/** The matrix `[to, from]` that interpolates `to` points between `from` ones. */
function interpolation(tf: Tf, to: number, from: number, halfPixels: boolean) {
  const weights = new Float32Array(to * from);
  for (let i = 0; i < to; i++) {
    const at = halfPixels ? ((i + 0.5) * from) / to - 0.5 : (i * from) / to;
    const place = Math.min(Math.max(at, 0), from - 1);
    const below = Math.floor(place);
    const share = place - below;
    weights[i * from + below]! += 1 - share;
    weights[i * from + Math.min(below + 1, from - 1)]! += share;
  }
  return tf.tensor2d(weights, [to, from]);
}

function padded(tf: Tf, x: Tensor4D, padding: Padding): Tensor4D {
  return Math.max(...paddings(padding).flat()) === 0 ? x : tf.pad(x, paddings(padding));
}

/** How many of `size` positions from `begin` on lie on `0 .. length - 1`. */
function covered(begin: number, size: number, length: number): number {
  return Math.min(begin + size, length) - Math.max(begin, 0);
}
