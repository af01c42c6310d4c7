import {
  type ConvolutionGradients,
  composedConvolutionGradients,
} from '../../../networks/gradients/convolution.ts';
import type { Ops, Padding, Shape } from '../../../networks/ops.ts';
import type { Graph, GraphValue } from './graph.ts';
import { weightGradient } from './weight-gradient.ts';
import { windowed } from './windowed.ts';

type Four = readonly [number, number, number, number];

/** The gradients of a convolution in the forms that ONNX Runtime computes fastest. */
export function onnxConvolutionGradients(
  graph: Graph,
  ops: Ops<GraphValue>,
): ConvolutionGradients<GraphValue> {
  const composed = composedConvolutionGradients(ops, (weight) => halfTurned(graph, ops, weight));
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
      return graph.node('ConvTranspose', [dy.name, weight.name], image, {
        kernel_shape: kernel,
        strides: [stride, stride],
        pads: [top, left, bottom, right],
        output_padding: unread,
      });
    },
    conv2dByWeight(dy, x, weight, { stride, padding }) {
      if (stride === 1) return weightGradient(graph, ops, dy, x, weight, padding);
      // A convolution with a stride is one without of the image's phases.
      const [out, channels, rows, columns] = weight as Four;
      const [high, wide] = [Math.ceil(rows / stride), Math.ceil(columns / stride)];
      const size = [dy.shape[2]! + high - 1, dy.shape[3]! + wide - 1] as const;
      const phases = inPhases(graph, ops, x, padding, size, stride);
      const taps = weightGradient(graph, ops, dy, phases, [out, phases.shape[1]!, high, wide], unpadded);
      const split = ops.reshape(taps, [out, stride, stride, channels, high, wide]);
      const joined = ops.transpose(split, [0, 3, 4, 1, 5, 2]);
      const all = ops.reshape(joined, [out, channels, high * stride, wide * stride]);
      return windowed(ops, windowed(ops, all, 2, 0, rows), 3, 0, columns);
    },
  };
}

const unpadded: Padding = { top: 0, bottom: 0, left: 0, right: 0 };

/**
 * The pixels `(i s + r, j s + t)` of an image, counted from the padding's corner, as images of their own of
 * `height` x `width` pixels: `[B, s s C, height, width]`.
 */
function inPhases(
  { node }: Graph,
  ops: Ops<GraphValue>,
  x: GraphValue,
  { top, left }: Padding,
  [height, width]: readonly [number, number],
  stride: number,
): GraphValue {
  const [batch, channels] = x.shape as Four;
  const image = windowed(ops, windowed(ops, x, 2, top, height * stride), 3, left, width * stride);
  const shape: Shape = [batch, channels * stride ** 2, height, width];
  return node('SpaceToDepth', [image.name], shape, { blocksize: stride });
}

/** The filters `[O, I, kH, kW]` turned by half a turn, inputs and outputs changing places. */
function halfTurned({ node, integers }: Graph, ops: Ops<GraphValue>, weight: GraphValue): GraphValue {
  const [out, into, rows, columns] = weight.shape as Four;
  if (rows * columns === 1) return ops.transpose(weight, [1, 0, 2, 3]);
  const taps = ops.reshape(weight, [out, into, rows * columns]);
  // From the last position backwards until before the first.
  const ends = [[-1], [-1 - rows * columns], [2], [-1]].map(integers);
  const turned = node('Slice', [taps.name, ...ends], taps.shape);
  return ops.reshape(ops.transpose(turned, [1, 0, 2]), [into, out, rows, columns]);
}
