import type { Ops, Shape } from './ops.ts';
import {
  broadcastShape,
  concatShape,
  conv2dShape,
  matMulShape,
  poolShape,
  reshapeShape,
  sliceShape,
  transposeShape,
} from './shapes.ts';

/**
 * Operations on shapes alone: what a network would give, without computing it. Every engine's results have
 * these shapes.
 */
export const shapeOps: Ops<Shape> = {
  shape: (x) => x,
  constant: (_values, shape) => shape,
  conv2d: (x, weight, bias, options) => conv2dShape('conv2d', x, weight, bias, options),
  maxPool: (x, options) => poolShape('maxPool', x, options),
  avgPool: (x, options) => poolShape('avgPool', x, options),
  resizeNearest: ([batch, channels, height, width], factor) => [
    batch!,
    channels!,
    height! * factor,
    width! * factor,
  ],
  resizeBilinear: ([batch, channels], height, width) => [batch!, channels!, height, width],
  groupNorm: (x) => x,
  layerNorm: (x) => x,
  matMul: (a, b, transposeB) => matMulShape('matMul', a, b, transposeB),
  softmax: (x) => x,
  add: (a, b) => broadcastShape('add', a, b),
  sub: (a, b) => broadcastShape('sub', a, b),
  mul: (a, b) => broadcastShape('mul', a, b),
  div: (a, b) => broadcastShape('div', a, b),
  affine: (x) => x,
  relu: (x) => x,
  leakyRelu: (x) => x,
  abs: (x) => x,
  silu: (x) => x,
  gelu: (x) => x,
  sqrt: (x) => x,
  sin: (x) => x,
  cos: (x) => x,
  mean: (x, axes) => x.map((size, axis) => (axes.includes(axis) ? 1 : size)),
  reshape: (x, shape) => reshapeShape('reshape', x, shape),
  transpose: (x, order) => transposeShape('transpose', x, order),
  concat: (xs, axis) => concatShape('concat', xs, axis),
  slice: (x, axis, begin, end) => sliceShape('slice', x, axis, begin, end),
};
