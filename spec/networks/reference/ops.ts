import type { Ops, Shape } from '../../../harness/networks/ops.ts';
import { reshapeShape } from '../../../harness/networks/shapes.ts';
import { normalCdf } from '../../../harness/numeric/normal.ts';
import { convolved } from './convolution.ts';
import { elementwise, mapped } from './elementwise.ts';
import type { Exact } from './exact.ts';
import { concatenated, meaned, sliced, transposed } from './layout.ts';
import { multiplied } from './matrices.ts';
import { groupNormalised, layerNormalised, softmaxed } from './normalisation.ts';
import { averaged, maximised } from './pooling.ts';
import { bilinear, repeated } from './resizing.ts';

/** The operations as plain loops in double precision: slow, and what every engine is compared with. */
export const referenceOps: Ops<Exact> = {
  shape: (x) => x.shape,
  constant: (data, shape) => ({ shape, data }),
  conv2d: convolved,
  maxPool: maximised,
  avgPool: averaged,
  resizeNearest: repeated,
  resizeBilinear: bilinear,
  groupNorm: groupNormalised,
  layerNorm: layerNormalised,
  matMul: multiplied,
  softmax: softmaxed,
  add: elementwise((a, b) => a + b),
  sub: elementwise((a, b) => a - b),
  mul: elementwise((a, b) => a * b),
  div: elementwise((a, b) => a / b),
  affine: (x, factor, offset) => mapped(x, (value) => value * factor + offset),
  relu: (x) => mapped(x, (value) => Math.max(value, 0)),
  leakyRelu: (x, slope) => mapped(x, (value) => (value > 0 ? value : slope * value)),
  abs: (x) => mapped(x, Math.abs),
  silu: (x) => mapped(x, (value) => value / (1 + Math.exp(-value))),
  gelu: (x) => mapped(x, (value) => value * normalCdf(value)),
  sqrt: (x) => mapped(x, Math.sqrt),
  sin: (x) => mapped(x, Math.sin),
  cos: (x) => mapped(x, Math.cos),
  mean: meaned,
  reshape: (x, shape: Shape) => ({ shape: reshapeShape('reshape', x.shape, shape), data: x.data }),
  transpose: transposed,
  concat: concatenated,
  slice: sliced,
};
