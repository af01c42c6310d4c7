import type { Tensor } from '@tensorflow/tfjs-core';
import type { Conv2dOptions } from '../../../networks/ops.ts';
import type { ConvolutionGradients, Size4D } from './convolution-gradients.ts';
import { paddings } from './pixels.ts';
import type { Tf } from './tensor.ts';

/**
 * TensorFlow's own kernels. They take no explicit padding: unless it keeps the image's size, which they know,
 * the image is padded before and its gradient cropped.
 */
export function nativeGradients(tf: Tf): ConvolutionGradients {
  const engine = tf.engine();
  const attributes = (strides: number, pad: 'same' | 'valid') => ({
    strides,
    pad,
    dataFormat: 'NHWC',
    dimRoundingMode: 'floor',
  });
  return {
    image(dy, filter, size, options) {
      const [batch, height, width, channels] = size;
      const { top, bottom, left, right } = options.padding;
      const same = keepsSize(filter.shape, options);
      const inputShape = same ? [...size] : [batch, height + top + bottom, width + left + right, channels];
      const whole = engine.runKernel<Tensor>(
        'Conv2DBackpropInput',
        { dy, filter },
        { ...attributes(options.stride, same ? 'same' : 'valid'), inputShape },
      );
      return same ? whole : tf.slice(whole, [0, top, left, 0], [...size]);
    },
    filter(image, dy, size, options) {
      const same = keepsSize(size, options);
      const x = same ? image : tf.pad(image, paddings(options.padding));
      return engine.runKernel<Tensor>(
        'Conv2DBackpropFilter',
        { x, dy },
        { ...attributes(options.stride, same ? 'same' : 'valid'), filterShape: [...size] },
      );
    },
  };
}

/** Whether the padding is half the filter on each side and the stride 1. */
function keepsSize(
  [rows, columns]: Size4D,
  { stride, padding: { top, bottom, left, right } }: Conv2dOptions,
) {
  const half = [rows, rows, columns, columns].map((size) => (size - 1) / 2);
  return stride === 1 && [top, bottom, left, right].every((width, i) => width === half[i]);
}
