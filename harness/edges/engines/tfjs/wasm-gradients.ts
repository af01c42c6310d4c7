import type { Tensor4D } from '@tensorflow/tfjs-core';
import type { Padding } from '../../../networks/ops.ts';
import type { ConvolutionGradients } from './convolution-gradients.ts';
import { paddings } from './pixels.ts';
import type { Tf } from './tensor.ts';

/**
 * The gradients of a convolution as convolutions: WebAssembly has no kernel for the filter's gradient and a
 * slow one for the image's, and its convolution is its fastest operation.
 */
export function gradientsAsConvolutions(tf: Tf): ConvolutionGradients {
  return {
    /** The upstream gradient, spread out by the stride, with the filter turned by half a turn. */
    image(dy, filter, [, height, width], { stride, padding: { top, left } }) {
      const [rows, columns] = filter.shape;
      const spread = spreadOut(tf, dy, stride);
      const above = rows - 1 - top;
      const before = columns - 1 - left;
      const around = {
        top: above,
        bottom: height + rows - 1 - above - spread.shape[1],
        left: before,
        right: width + columns - 1 - before - spread.shape[2],
      };
      const missing = mapped(around, (width) => Math.max(width, 0));
      return tf.conv2d(cropped(tf, spread, around), turned(tf, filter), 1, paddings(missing));
    },
    /** Batch and channels change places: the upstream gradient is the filter, the stride its dilation. */
    filter(x, dy, [rows, columns, channels, out], { stride, padding }) {
      const { top, bottom, left, right } = padding;
      if (rows * columns * stride === 1 && top + bottom + left + right === 0) {
        const flat = tf.transpose(tf.reshape(x, [-1, channels]));
        return tf.reshape(tf.matMul(flat, tf.reshape(dy, [-1, out])), [1, 1, channels, out]);
      }
      const planes = tf.transpose(x, [3, 1, 2, 0]);
      const upstream = tf.transpose(dy, [1, 2, 0, 3]);
      const taps = tf.conv2d(planes, upstream, 1, paddings(padding), 'NHWC', stride);
      // Where the stride leaves the last rows or columns unread, there are more taps than the filter has.
      const exact = taps.shape[1] === rows && taps.shape[2] === columns;
      const within = exact ? taps : tf.slice(taps, [0, 0, 0, 0], [channels, rows, columns, out]);
      return tf.transpose(within, [1, 2, 0, 3]);
    },
  };
}

/** Zeros between the pixels, and after the last: `[B, H, W, C]` to `[B, H s, W s, C]`. */
function spreadOut(tf: Tf, x: Tensor4D, stride: number): Tensor4D {
  if (stride === 1) return x;
  const [batch, height, width, channels] = x.shape;
  const rows = tf.reshape(x, [batch * height, 1, width, channels]);
  const between = tf.pad(rows, [
    [0, 0],
    [0, stride - 1],
    [0, 0],
    [0, (stride - 1) * channels],
  ]);
  return tf.reshape(between, [batch, height * stride, width * stride, channels]);
}

/** Cuts off the rows and columns that a negative width says. */
function cropped(tf: Tf, x: Tensor4D, around: Padding): Tensor4D {
  const { top, bottom, left, right } = mapped(around, (width) => Math.max(-width, 0));
  if (top + bottom + left + right === 0) return x;
  const [batch, height, width, channels] = x.shape;
  return tf.slice(x, [0, top, left, 0], [batch, height - top - bottom, width - left - right, channels]);
}

/**
 * `[kH, kW, I, O]` turned by half a turn, inputs and outputs changing places: `[kH, kW, O, I]`. Done on the
 * values themselves, since the backend's memory is at hand and its `reverse` takes a third of a convolution.
 */
function turned(tf: Tf, filter: Tensor4D): Tensor4D {
  const [rows, columns, into, out] = filter.shape;
  const taps = rows * columns;
  const values = filter.dataSync();
  const result = new Float32Array(values.length);
  for (let tap = 0; tap < taps; tap++) {
    const from = tap * into * out;
    const to = (taps - 1 - tap) * into * out;
    for (let i = 0; i < into; i++) {
      for (let o = 0; o < out; o++) result[to + o * into + i] = values[from + i * out + o]!;
    }
  }
  return tf.tensor4d(result, [rows, columns, out, into]);
}

function mapped({ top, bottom, left, right }: Padding, of: (width: number) => number): Padding {
  return { top: of(top), bottom: of(bottom), left: of(left), right: of(right) };
}
