import type { Ops, Shape } from './ops.ts';
import {
  broadcastShape,
  concatShape,
  conv2dShape,
  matMulShape,
  misfit,
  poolShape,
  rank,
  reshapeShape,
  shown,
  sliceShape,
  transposeShape,
  within,
} from './shapes.ts';

/**
 * The same operations, stopping before any whose shapes do not fit.
 * @param layer where the operations stand, for the message
 */
export function checkedOps<T>(ops: Ops<T>, layer: string): Ops<T> {
  const of = (x: T) => ops.shape(x);
  const channelwise = (x: Shape, scale: T, shift: T, axis: number) => {
    for (const shape of [of(scale), of(shift)]) {
      if (shape.length !== 1 || shape[0] !== x.at(axis)) {
        throw misfit(layer, `scale and shift [${x.at(axis)}]`, shown(shape));
      }
    }
  };
  const pairwise = (op: (a: T, b: T) => T) => (a: T, b: T) => {
    broadcastShape(layer, of(a), of(b));
    return op(a, b);
  };
  return {
    ...ops,
    conv2d(x, weight, bias, options) {
      conv2dShape(layer, of(x), of(weight), bias && of(bias), options);
      return ops.conv2d(x, weight, bias, options);
    },
    maxPool(x, options) {
      poolShape(layer, of(x), options);
      return ops.maxPool(x, options);
    },
    avgPool(x, options) {
      poolShape(layer, of(x), options);
      return ops.avgPool(x, options);
    },
    resizeNearest(x, factor) {
      rank(layer, 'image', of(x), 4);
      if (!Number.isInteger(factor) || factor < 1) throw misfit(layer, 'a whole factor', `${factor}`);
      return ops.resizeNearest(x, factor);
    },
    resizeBilinear(x, height, width, halfPixels) {
      rank(layer, 'image', of(x), 4);
      if (![height, width].every((size) => Number.isInteger(size) && size > 0)) {
        throw misfit(layer, 'a size in pixels', `${height} x ${width}`);
      }
      return ops.resizeBilinear(x, height, width, halfPixels);
    },
    groupNorm(x, scale, shift, groups, epsilon) {
      const shape = of(x);
      if (shape.length < 2 || !Number.isInteger(shape[1]! / groups)) {
        throw misfit(layer, `channels that ${groups} groups divide`, shown(shape));
      }
      channelwise(shape, scale, shift, 1);
      return ops.groupNorm(x, scale, shift, groups, epsilon);
    },
    layerNorm(x, scale, shift, epsilon) {
      channelwise(of(x), scale, shift, -1);
      return ops.layerNorm(x, scale, shift, epsilon);
    },
    matMul(a, b, transposeB) {
      matMulShape(layer, of(a), of(b), transposeB);
      return ops.matMul(a, b, transposeB);
    },
    add: pairwise((a, b) => ops.add(a, b)),
    sub: pairwise((a, b) => ops.sub(a, b)),
    mul: pairwise((a, b) => ops.mul(a, b)),
    div: pairwise((a, b) => ops.div(a, b)),
    mean(x, axes) {
      within(layer, of(x), ...axes);
      return ops.mean(x, axes);
    },
    reshape: (x, shape) => ops.reshape(x, reshapeShape(layer, of(x), shape)),
    transpose(x, order) {
      transposeShape(layer, of(x), order);
      return ops.transpose(x, order);
    },
    concat(xs, axis) {
      concatShape(layer, xs.map(of), axis);
      return ops.concat(xs, axis);
    },
    slice(x, axis, begin, end) {
      sliceShape(layer, of(x), axis, begin, end);
      return ops.slice(x, axis, begin, end);
    },
  };
}
