import type { Tensor, Tensor4D } from '@tensorflow/tfjs-core';
import type { Conv2dOptions } from '../../../networks/ops.ts';
import { convolutionGradients } from './backend-gradients.ts';
import { channelSums, paddings } from './pixels.ts';
import type { Tf } from './tensor.ts';

/**
 * Adds to this TensorFlow.js a convolution whose gradients run on every backend, each computed only where it
 * is needed, and gives the function that applies it: `x` `[B, H, W, I]`, `filter` `[kH, kW, I, O]`, bias `[O]`.
 */
export function convolution(
  tf: Tf,
): (x: Tensor, filter: Tensor, bias: Tensor | null, o: Conv2dOptions) => Tensor {
  const gradients = convolutionGradients(tf);
  // Gradients are registered without a backend's name, and all copies of the library share one registry.
  const kernel = `HarnessConvolution-${tf.getBackend()}`;
  tf.registerKernel({
    kernelName: kernel,
    backendName: tf.getBackend(),
    kernelFunc({ inputs, attrs }) {
      const { x, filter, bias } = inputs as { x: Tensor4D; filter: Tensor4D; bias?: Tensor };
      return tf.tidy(() => forward(tf, x, filter, bias ?? null, optionsOf(attrs)));
    },
  });
  tf.registerGradient({
    kernelName: kernel,
    inputsToSave: ['x', 'filter'],
    gradFunc(dy, saved, attrs) {
      const [x, filter] = saved as [Tensor4D, Tensor4D];
      const upstream = dy as Tensor4D;
      const options = optionsOf(attrs);
      return {
        x: () => gradients.image(upstream, filter, x.shape, options),
        filter: () => gradients.filter(x, upstream, filter.shape, options),
        bias: () => channelSums(tf, upstream),
      };
    },
  });
  return (x, filter, bias, { stride, padding: { top, bottom, left, right } }) =>
    tf.engine().runKernel<Tensor>(kernel, bias ? { x, filter, bias } : { x, filter }, {
      stride,
      padding: [top, bottom, left, right],
    });
}

function optionsOf(attributes: object | undefined): Conv2dOptions {
  const { stride, padding } = attributes as { stride: number; padding: [number, number, number, number] };
  const [top, bottom, left, right] = padding;
  return { stride, padding: { top, bottom, left, right } };
}

function forward(
  tf: Tf,
  x: Tensor4D,
  filter: Tensor4D,
  bias: Tensor | null,
  { stride, padding }: Conv2dOptions,
) {
  if (!bias) return tf.conv2d(x, filter, stride, paddings(padding));
  if (tf.getBackend() !== 'wasm') return tf.add(tf.conv2d(x, filter, stride, paddings(padding)), bias);
  return tf.fused.conv2d({ x, filter, strides: stride, pad: paddings(padding), bias });
}
