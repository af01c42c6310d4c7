import {
  type ConvolutionGradients,
  composedConvolutionGradients,
} from '../../networks/gradient-convolution.ts';
import type { Ops, Padding, Shape } from '../../networks/ops.ts';
import type { Graph, GraphValue } from './onnx-graph.ts';

type Image = readonly [batch: number, channels: number, height: number, width: number];

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
      if (stride === 1) return byWeight(graph, ops, dy, x, weight, padding);
      const [out, channels, rows, columns] = weight as Image;
      const [high, wide] = [Math.ceil(rows / stride), Math.ceil(columns / stride)];
      const [, , height, width] = dy.shape as Image;
      const phases = inPhases(graph, ops, x, padding, [height + high - 1, width + wide - 1], stride);
      const none = { top: 0, bottom: 0, left: 0, right: 0 };
      const taps = byWeight(graph, ops, dy, phases, [out, channels * stride ** 2, high, wide], none);
      const split = ops.reshape(taps, [out, stride, stride, channels, high, wide]);
      const joined = ops.transpose(split, [0, 3, 4, 1, 5, 2]);
      return corner(ops, ops.reshape(joined, [out, channels, high * stride, wide * stride]), rows, columns);
    },
  };
}

/**
 * The gradient by the weight of a convolution of stride 1 as one product of matrices for each sample. Images lie
 * as one line of pixels, row after row. The image is laid down once for each row of the kernel, a row apart, `dy`
 * once for each column, a pixel apart and without the pixels that a column of the kernel reaches from beyond a
 * row's end: together they meet at all taps, with as many copies as the kernel has rows and columns.
 */
function byWeight(
  { node, integers }: Graph,
  ops: Ops<GraphValue>,
  dy: GraphValue,
  x: GraphValue,
  weight: Shape,
  { top, left }: Padding,
): GraphValue {
  const [out, channels, rows, columns] = weight as Image;
  const [batch, , height, width] = x.shape as Image;
  const [, , high, wide] = dy.shape as Image;
  const line = Math.max(width, wide);
  const before = Math.max((rows - 1 - top) * line, left);
  const length = Math.max(before + (top + height) * line, before + columns - 1 - left + high * line);
  const zeros = (shape: Shape) =>
    ops.constant(new Float64Array(shape.reduce((product, size) => product * size, 1)), shape);
  /** `[B, C, H, W]` as `[B, C, H line]`. */
  const inLines = (image: GraphValue) => {
    const [, planes, imageRows, imageColumns] = image.shape as Image;
    const gap = line - imageColumns;
    const lines = gap === 0 ? image : ops.concat([image, zeros([batch, planes, imageRows, gap])], 3);
    return ops.reshape(lines, [batch, planes, imageRows * line]);
  };
  /** Copies `[B, C, L]` that begin at `starts` as `[B, C n, length]`. */
  const laidDown = (copies: readonly GraphValue[], starts: readonly number[]) => {
    const [, planes, pixels] = copies[0]!.shape as [number, number, number];
    const parts: GraphValue[] = [];
    let end = 0;
    for (const [i, start] of starts.entries()) {
      const begin = i * length + start;
      if (begin > end) parts.push(zeros([batch, planes, begin - end]));
      parts.push(copies[i]!);
      end = begin + pixels;
    }
    if (end < copies.length * length) parts.push(zeros([batch, planes, copies.length * length - end]));
    const joined = parts.length === 1 ? parts[0]! : ops.concat(parts, 2);
    return ops.reshape(joined, [batch, planes * copies.length, length]);
  };
  const image = inLines(x);
  const upstream = inLines(dy);
  /** `dy` where a column of the kernel stays inside the row. */
  const inside = (reach: number) => {
    if (reach >= 0 && wide - 1 + reach < line) return upstream;
    const mask = Float64Array.from({ length: high * line }, (_, at) => {
      const column = (at % line) + reach;
      return column >= 0 && column < line ? 1 : 0;
    });
    return ops.mul(upstream, ops.constant(mask, [high * line]));
  };
  const ofImage = laidDown(
    upTo(rows, () => image),
    upTo(rows, (i) => before - (i - top) * line),
  );
  const ofUpstream = laidDown(
    upTo(columns, (j) => inside(j - left)),
    upTo(columns, (j) => before + j - left),
  );
  const products = ops.matMul(ofImage, ofUpstream, true);
  const sum = node('ReduceSum', [products.name, integers([0])], products.shape.slice(1), { keepdims: 0 });
  return ops.transpose(ops.reshape(sum, [channels, rows, out, columns]), [2, 0, 1, 3]);
}

/**
 * The pixels `(i s + r, j s + t)` of an image, counted from the padding's corner, as `height` x `width` images
 * of their own: `[B, s s C, height, width]`.
 */
function inPhases(
  { node }: Graph,
  ops: Ops<GraphValue>,
  x: GraphValue,
  { top, left }: Padding,
  [height, width]: readonly [number, number],
  stride: number,
): GraphValue {
  const [batch, channels] = x.shape as Image;
  const rows = windowed(ops, x, 2, top, height * stride);
  const image = windowed(ops, rows, 3, left, width * stride);
  const shape = [batch, channels * stride ** 2, height, width];
  return node('SpaceToDepth', [image.name], shape, { blocksize: stride });
}

/** `length` positions of an axis from `before` ahead of its begin on, zeros where there is nothing. */
function windowed(
  ops: Ops<GraphValue>,
  x: GraphValue,
  axis: number,
  before: number,
  length: number,
): GraphValue {
  const zeros = (size: number) => {
    const shape = x.shape.map((whole, i) => (i === axis ? size : whole));
    return ops.constant(new Float64Array(shape.reduce((product, one) => product * one, 1)), shape);
  };
  const size = Math.min(x.shape[axis]!, length - before);
  const inside = size === x.shape[axis] ? x : ops.slice(x, axis, 0, size);
  const after = length - before - size;
  if (before + after === 0) return inside;
  return ops.concat(
    [...(before > 0 ? [zeros(before)] : []), inside, ...(after > 0 ? [zeros(after)] : [])],
    axis,
  );
}

/** The filters `[O, I, kH, kW]` turned by half a turn, inputs and outputs changing places. */
function halfTurned({ node, integers }: Graph, ops: Ops<GraphValue>, weight: GraphValue): GraphValue {
  const [out, into, rows, columns] = weight.shape as Image;
  if (rows * columns === 1) return ops.transpose(weight, [1, 0, 2, 3]);
  const taps = ops.reshape(weight, [out, into, rows * columns]);
  const ends = [[-1], [-1 - rows * columns], [2], [-1]].map(integers);
  const turned = node('Slice', [taps.name, ...ends], taps.shape);
  return ops.reshape(ops.transpose(turned, [1, 0, 2]), [into, out, rows, columns]);
}

function corner(ops: Ops<GraphValue>, x: GraphValue, height: number, width: number): GraphValue {
  const rows = height === x.shape[2] ? x : ops.slice(x, 2, 0, height);
  return width === x.shape[3] ? rows : ops.slice(rows, 3, 0, width);
}

function upTo<R>(length: number, of: (i: number) => R): R[] {
  return Array.from({ length }, (_, i) => of(i));
}
