import type { Ops, Padding, PoolOptions, Shape } from '../../../networks/ops.ts';
import { shapeOps } from '../../../networks/shape-ops.ts';
import { shown } from '../../../networks/shapes.ts';
import type { Attributes, Graph, GraphValue } from './graph.ts';

/** The operators' version that the graphs are written for. */
export const OPSET = 20;

/** Operations that add nodes to a graph instead of computing. */
export function onnxOps(graph: Graph): Ops<GraphValue> {
  const { node, integers } = graph;
  const scalar = (value: number) => graph.floats(Float32Array.of(value), []).name;
  const floats = (values: readonly number[]) => graph.floats(Float32Array.from(values), [values.length]).name;
  const same = (type: string, attributes?: Attributes) => (x: GraphValue) =>
    node(type, [x.name], x.shape, attributes);
  const pair = (type: string) => (a: GraphValue, b: GraphValue) =>
    node(type, [a.name, b.name], shapeOps.add(a.shape, b.shape));
  const reshape = (x: GraphValue, shape: Shape) =>
    shown(x.shape) === shown(shape) ? x : node('Reshape', [x.name, graph.sizes(x, shape)], shape);
  const pool = (type: string, shape: Shape, x: GraphValue, options: PoolOptions, more: Attributes = {}) =>
    node(type, [x.name], shape, {
      kernel_shape: [options.size, options.size],
      strides: [options.stride, options.stride],
      pads: pads(options.padding),
      ...more,
    });
  const permuted = (x: GraphValue, order: readonly number[]) =>
    node('Transpose', [x.name], shapeOps.transpose(x.shape, order), { perm: order });
  /** Pixels to and from channels in two steps, each of which moves one axis: several times faster. */
  const transpose = (x: GraphValue, order: readonly number[]) => {
    const shape = shapeOps.transpose(x.shape, order);
    if (order.join() === '0,1,4,2,5,3') {
      const [batch, channels, rows, columns, height, width] = x.shape as Six;
      const planes = batch * channels;
      const interleaved = permuted(reshape(x, [planes * rows, columns, height * width]), [0, 2, 1]);
      const lines = reshape(interleaved, [planes, rows, height, width * columns]);
      return reshape(permuted(lines, [0, 2, 1, 3]), shape);
    }
    if (order.join() === '0,1,3,5,2,4') {
      const [batch, channels, height, rows, width, columns] = x.shape as Six;
      const planes = batch * channels;
      const lines = permuted(reshape(x, [planes, height, rows, width * columns]), [0, 2, 1, 3]);
      const apart = permuted(reshape(lines, [planes * rows, height * width, columns]), [0, 2, 1]);
      return reshape(apart, shape);
    }
    return permuted(x, order);
  };
  return {
    shape: (x) => x.shape,
    constant: (values, shape) => graph.floats(Float32Array.from(values), shape),
    conv2d: (x, weight, bias, options) =>
      node(
        'Conv',
        [x.name, weight.name, ...(bias ? [bias.name] : [])],
        shapeOps.conv2d(x.shape, weight.shape, bias?.shape ?? null, options),
        {
          kernel_shape: weight.shape.slice(2),
          strides: [options.stride, options.stride],
          pads: pads(options.padding),
        },
      ),
    maxPool: (x, options) => pool('MaxPool', shapeOps.maxPool(x.shape, options), x, options),
    avgPool: (x, options) =>
      pool('AveragePool', shapeOps.avgPool(x.shape, options), x, options, { count_include_pad: 0 }),
    resizeNearest: (x, factor) =>
      node('Resize', [x.name, '', floats([1, 1, factor, factor])], shapeOps.resizeNearest(x.shape, factor), {
        mode: 'nearest',
        nearest_mode: 'floor',
        coordinate_transformation_mode: 'asymmetric',
      }),
    resizeBilinear: (x, height, width, halfPixels) =>
      node(
        'Resize',
        [x.name, '', '', integers([...x.shape.slice(0, 2), height, width])],
        shapeOps.resizeBilinear(x.shape, height, width, halfPixels),
        { mode: 'linear', coordinate_transformation_mode: halfPixels ? 'half_pixel' : 'asymmetric' },
      ),
    groupNorm(x, scale, shift, groups, epsilon) {
      // Instance normalisation of the groups laid end to end; the channels' scale and shift follow.
      const [batch, channels] = x.shape as [number, number];
      const one = graph.floats(new Float32Array(groups).fill(1), [groups]).name;
      const zero = graph.floats(new Float32Array(groups), [groups]).name;
      const length = x.shape.reduce((a, b) => a * b, 1) / batch / groups;
      const flat = reshape(x, [batch, groups, length]);
      const normal = node('InstanceNormalization', [flat.name, one, zero], flat.shape, {
        epsilon: { float: epsilon },
      });
      const back = reshape(normal, x.shape);
      const spread = [channels, ...x.shape.slice(2).map(() => 1)];
      const scaled = node('Mul', [back.name, reshape(scale, spread).name], x.shape);
      return node('Add', [scaled.name, reshape(shift, spread).name], x.shape);
    },
    layerNorm: (x, scale, shift, epsilon) =>
      node('LayerNormalization', [x.name, scale.name, shift.name], x.shape, {
        axis: -1,
        epsilon: { float: epsilon },
      }),
    matMul(a, b, transposeB) {
      const axes = b.shape.map((_, axis) => axis);
      const right = transposeB ? transpose(b, [...axes.slice(0, -2), axes.length - 1, axes.length - 2]) : b;
      return node('MatMul', [a.name, right.name], shapeOps.matMul(a.shape, b.shape, transposeB));
    },
    softmax: same('Softmax', { axis: -1 }),
    add: pair('Add'),
    sub: pair('Sub'),
    mul: pair('Mul'),
    div: pair('Div'),
    affine(x, factor, offset) {
      const scaled = factor === 1 ? x : node('Mul', [x.name, scalar(factor)], x.shape);
      return offset === 0 ? scaled : node('Add', [scaled.name, scalar(offset)], x.shape);
    },
    relu: same('Relu'),
    leakyRelu: (x, slope) => same('LeakyRelu', { alpha: { float: slope } })(x),
    abs: same('Abs'),
    silu: (x) => node('Mul', [x.name, same('Sigmoid')(x).name], x.shape),
    gelu: same('Gelu'),
    sqrt: same('Sqrt'),
    sin: same('Sin'),
    cos: same('Cos'),
    mean: (x, axes) =>
      node('ReduceMean', [x.name, integers(axes)], shapeOps.mean(x.shape, axes), { keepdims: 1 }),
    reshape,
    transpose,
    concat: (xs, axis) =>
      node(
        'Concat',
        xs.map((x) => x.name),
        shapeOps.concat(
          xs.map((x) => x.shape),
          axis,
        ),
        { axis },
      ),
    slice: (x, axis, begin, end) =>
      node(
        'Slice',
        [x.name, integers([begin]), integers([end]), integers([axis])],
        shapeOps.slice(x.shape, axis, begin, end),
      ),
  };
}

type Six = [number, number, number, number, number, number];

function pads({ top, left, bottom, right }: Padding): number[] {
  return [top, left, bottom, right];
}
