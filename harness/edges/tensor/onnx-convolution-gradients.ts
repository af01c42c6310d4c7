import {
  type ConvolutionGradients,
  composedConvolutionGradients,
} from '../../networks/gradient-convolution.ts';
import type { Ops } from '../../networks/ops.ts';
import type { Graph, GraphValue } from './onnx-graph.ts';

/** The gradients of a convolution in the forms that ONNX Runtime computes fastest. */
export function onnxConvolutionGradients(
  { node }: Graph,
  ops: Ops<GraphValue>,
): ConvolutionGradients<GraphValue> {
  const composed = composedConvolutionGradients(ops);
  return {
    conv2dByImage(dy, weight, image, options) {
      const { stride, padding } = options;
      if (stride === 1) return composed.conv2dByImage(dy, weight, image, options);
      const { top, left, bottom, right } = padding;
      const kernel = weight.shape.slice(2) as [number, number];
      const unread = [
        (image[2]! + top + bottom - kernel[0]) % stride,
        (image[3]! + left + right - kernel[1]) % stride,
      ];
      return node('ConvTranspose', [dy.name, weight.name], image, {
        kernel_shape: kernel,
        strides: [stride, stride],
        pads: [top, left, bottom, right],
        output_padding: unread,
      });
    },
    conv2dByWeight: composed.conv2dByWeight,
  };
}
