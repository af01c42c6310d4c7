import type { Tensor, Tensor4D } from '@tensorflow/tfjs-core';
import type { Ops } from '../../../networks/ops.ts';
import { gelu, silu } from './activations.ts';
import { convolution } from './convolution.ts';
import { registerGradients } from './gradients.ts';
import { matMul } from './matrices.ts';
import { maxPool } from './max-pool.ts';
import { groupNorm, layerNorm } from './normalisation.ts';
import { pixelMeans } from './pixels.ts';
import { avgPool, resizeBilinear, resizeNearest } from './sampling.ts';
import { inLayout, type Layout, logicalShape, storedAxis, type Tf, type TfjsTensor } from './tensor.ts';

/** The operations on this TensorFlow.js, all of them differentiable. */
export function tfjsOps(tf: Tf): Ops<TfjsTensor> {
  registerGradients(tf);
  const convolve = convolution(tf);
  const image = (x: TfjsTensor) => inLayout(tf, x, 'channels-last') as Tensor4D;
  const ordered = (x: TfjsTensor) => inLayout(tf, x, 'row-major');
  const unary = (of: (stored: Tensor) => Tensor) => (x: TfjsTensor) => ({ ...x, stored: of(x.stored) });
  const binary = (of: (a: Tensor, b: Tensor) => Tensor) => (a: TfjsTensor, b: TfjsTensor) => {
    const layout = commonLayout(a, b);
    return { stored: of(expanded(tf, a, layout), expanded(tf, b, layout)), layout };
  };
  return {
    shape: logicalShape,
    constant: (values, shape) => rowMajor(tf.tensor(Float32Array.from(values), [...shape])),
    conv2d: (x, weight, bias, options) =>
      channelsLast(convolve(image(x), inLayout(tf, weight, 'filter'), bias && ordered(bias), options)),
    maxPool: (x, options) => channelsLast(maxPool(tf, image(x), options)),
    avgPool: (x, options) => channelsLast(avgPool(tf, image(x), options)),
    resizeNearest: (x, factor) => channelsLast(resizeNearest(tf, image(x), factor)),
    resizeBilinear: (x, height, width, halfPixels) =>
      channelsLast(resizeBilinear(tf, image(x), height, width, halfPixels)),
    groupNorm(x, scale, shift, groups, epsilon) {
      const shape = logicalShape(x);
      const planes = shape.length === 4 ? x : rowMajor(tf.reshape(x.stored, [shape[0]!, shape[1]!, -1, 1]));
      const result = channelsLast(
        groupNorm(tf, image(planes), ordered(scale), ordered(shift), groups, epsilon),
      );
      return shape.length === 4 ? result : rowMajor(tf.reshape(ordered(result), [...shape]));
    },
    layerNorm: (x, scale, shift, epsilon) =>
      rowMajor(layerNorm(tf, ordered(x), ordered(scale), ordered(shift), epsilon)),
    matMul: (a, b, transposeB) => rowMajor(matMul(tf, ordered(a), ordered(b), transposeB)),
    softmax: (x) => rowMajor(tf.softmax(ordered(x))),
    add: binary((a, b) => tf.add(a, b)),
    sub: binary((a, b) => tf.sub(a, b)),
    mul: binary((a, b) => tf.mul(a, b)),
    div: binary((a, b) => tf.div(a, b)),
    affine: (x, factor, offset) =>
      unary((stored) => {
        const scaled = factor === 1 ? stored : tf.mul(stored, factor);
        return offset === 0 ? scaled : tf.add(scaled, offset);
      })(x),
    relu: unary((x) => tf.relu(x)),
    leakyRelu: (x, slope) => unary((stored) => tf.leakyRelu(stored, slope))(x),
    abs: unary((x) => tf.abs(x)),
    silu: unary((x) => silu(tf, x)),
    gelu: unary((x) => gelu(tf, x)),
    sqrt: unary((x) => tf.sqrt(x)),
    sin: unary((x) => tf.sin(x)),
    cos: unary((x) => tf.cos(x)),
    mean(x, axes) {
      const stored = axes.map((axis) => storedAxis(x, axis)).sort((a, b) => a - b);
      const overPixels = x.layout === 'channels-last' && stored.join() === '1,2';
      return { ...x, stored: overPixels ? pixelMeans(tf, image(x)) : tf.mean(x.stored, stored, true) };
    },
    reshape: (x, shape) => rowMajor(tf.reshape(ordered(x), [...shape])),
    transpose: (x, order) =>
      rowMajor(
        tf.transpose(
          x.stored,
          order.map((axis) => storedAxis(x, axis)),
        ),
      ),
    concat(xs, axis) {
      const layout = xs.some((x) => x.layout === 'channels-last') ? 'channels-last' : 'row-major';
      const along = storedAxis({ ...xs[0]!, layout }, axis);
      const stored = xs.map((x) => inLayout(tf, x, layout));
      return { stored: stored.length === 1 ? stored[0]! : tf.concat(stored, along), layout };
    },
    slice(x, axis, begin, end) {
      const along = storedAxis(x, axis);
      const from = x.stored.shape.map((_, i) => (i === along ? begin : 0));
      const size = x.stored.shape.map((whole, i) => (i === along ? end - begin : whole));
      return { ...x, stored: tf.slice(x.stored, from, size) };
    },
  };
}

/** Two tensors of one layout and rank keep it; an image keeps its own beside anything of no more axes. */
function commonLayout(a: TfjsTensor, b: TfjsTensor): Layout {
  if (a.layout === b.layout) return a.layout;
  const anImage = a.layout === 'channels-last' || b.layout === 'channels-last';
  return anImage && Math.max(a.stored.rank, b.stored.rank) === 4 ? 'channels-last' : 'row-major';
}

/** `x` in a layout, with as many leading axes of length 1 as the layout's axes need. */
function expanded(tf: Tf, x: TfjsTensor, layout: Layout): Tensor {
  if (layout === 'row-major' || x.layout === layout) return inLayout(tf, x, layout);
  const shape = logicalShape(x);
  const missing = Array<number>(4 - shape.length).fill(1);
  return inLayout(
    tf,
    missing.length === 0 ? x : rowMajor(tf.reshape(x.stored, [...missing, ...shape])),
    layout,
  );
}

function rowMajor(stored: Tensor): TfjsTensor {
  return { stored, layout: 'row-major' };
}

function channelsLast(stored: Tensor): TfjsTensor {
  return { stored, layout: 'channels-last' };
}
