import type { Tensor, Tensor4D } from '@tensorflow/tfjs-core';
import type { Conv2dOptions } from '../../networks/ops.ts';
import { paddings } from './tfjs-pixels.ts';
import type { Tf } from './tfjs-tensor.ts';
import { gradientsAsConvolutions } from './tfjs-wasm-gradients.ts';

export type Size4D = readonly [number, number, number, number];

/** The gradients of a convolution, channels last. */
export interface ConvolutionGradients {
  /** By the image, whose size is given. */
  image(dy: Tensor4D, filter: Tensor4D, size: Size4D, options: Conv2dOptions): Tensor;
  /** By the filter, whose size is given. */
  filter(x: Tensor4D, dy: Tensor4D, size: Size4D, options: Conv2dOptions): Tensor;
}

/** The gradients for the backend in use. */
export function convolutionGradients(tf: Tf): ConvolutionGradients {
  return tf.getBackend() === 'wasm' ? gradientsAsConvolutions(tf) : nativeGradients(tf);
}

/** TensorFlow's own kernels take no explicit padding: the image is padded before, its gradient cropped. */
function nativeGradients(tf: Tf): ConvolutionGradients {
  const attributes = (strides: number) => ({
    strides,
    pad: 'valid',
    dataFormat: 'NHWC',
    dimRoundingMode: 'floor',
  });
  return {
    image(dy, filter, [batch, height, width, channels], { stride, padding: { top, bottom, left, right } }) {
      const inputShape = [batch, height + top + bottom, width + left + right, channels];
      const whole = tf
        .engine()
        .runKernel<Tensor>('Conv2DBackpropInput', { dy, filter }, { ...attributes(stride), inputShape });
      return tf.slice(whole, [0, top, left, 0], [batch, height, width, channels]);
    },
    filter(image, dy, size, { stride, padding }) {
      const x = tf.pad(image, paddings(padding));
      return tf
        .engine()
        .runKernel<Tensor>(
          'Conv2DBackpropFilter',
          { x, dy },
          { ...attributes(stride), filterShape: [...size] },
        );
    },
  };
}
