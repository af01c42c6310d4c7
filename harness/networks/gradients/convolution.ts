import type { Conv2dOptions, Ops, Padding, Shape } from '../ops.ts';

/** The two gradients of a convolution, of which an engine may have faster forms than those composed here. */
export interface ConvolutionGradients<T> {
  /** By the image `[B, I, H, W]`, from `dy` `[B, O, h, w]` and `weight` `[O, I, kH, kW]`. */
  conv2dByImage(dy: T, weight: T, image: Shape, options: Conv2dOptions): T;
  /** By the weight `[O, I, kH, kW]`, from the image and `dy`. */
  conv2dByWeight(dy: T, x: T, weight: Shape, options: Conv2dOptions): T;
}

/**
 * The gradients as convolutions themselves.
 * @param turned the filters `[O, I, kH, kW]` turned by half a turn, inputs and outputs changing places
 */
export function composedConvolutionGradients<T>(
  ops: Ops<T>,
  turned: (weight: T) => T = (weight) => halfTurned(ops, weight),
): ConvolutionGradients<T> {
  return {
    /** The upstream gradient, spread out by the stride, with the filter turned by half a turn. */
    conv2dByImage(dy, weight, [, , height, width], { stride, padding }) {
      const [, , rows, columns] = ops.shape(weight) as [number, number, number, number];
      const apart = spreadOut(ops, dy, stride);
      const [, , high, wide] = ops.shape(apart) as [number, number, number, number];
      const above = rows - 1 - padding.top;
      const before = columns - 1 - padding.left;
      const around = {
        top: above,
        bottom: height! + rows - 1 - above - high,
        left: before,
        right: width! + columns - 1 - before - wide,
      };
      const missing = mapped(around, (size) => Math.max(size, 0));
      return ops.conv2d(cropped(ops, apart, around), turned(weight), null, { stride: 1, padding: missing });
    },
    /** Batch and channels change places: the upstream gradient, spread out by the stride, is the filter. */
    conv2dByWeight(dy, x, [, , rows, columns], { stride, padding }) {
      const planes = ops.transpose(x, [1, 0, 2, 3]);
      const upstream = spreadOut(ops, ops.transpose(dy, [1, 0, 2, 3]), stride);
      const taps = ops.conv2d(planes, upstream, null, { stride: 1, padding });
      // Where the stride leaves the last rows or columns unread, there are more taps than the filter has.
      return ops.transpose(corner(ops, taps, rows!, columns!), [1, 0, 2, 3]);
    },
  };
}

function halfTurned<T>(ops: Ops<T>, weight: T): T {
  return ops.transpose(reversed(ops, reversed(ops, weight, 2), 3), [1, 0, 2, 3]);
}

function reversed<T>(ops: Ops<T>, x: T, axis: number): T {
  const size = ops.shape(x)[axis]!;
  if (size === 1) return x;
  const lines = Array.from({ length: size }, (_, i) => ops.slice(x, axis, size - 1 - i, size - i));
  return ops.concat(lines, axis);
}

/** Zeros between the pixels, none after the last: `[B, C, H, W]` to `[B, C, (H - 1) s + 1, (W - 1) s + 1]`. */
function spreadOut<T>(ops: Ops<T>, x: T, stride: number): T {
  if (stride === 1) return x;
  const [batch, channels, height, width] = ops.shape(x) as [number, number, number, number];
  const zeros = (shape: Shape) =>
    ops.constant(new Float64Array(shape.reduce((product, size) => product * size, 1)), shape);
  const planes = batch * channels;
  const pixels = ops.reshape(x, [planes, height, width, 1]);
  const lines = ops.concat([pixels, zeros([planes, height, width, stride - 1])], 3);
  const rows = ops.reshape(lines, [planes, height, 1, width * stride]);
  const all = ops.concat([rows, zeros([planes, height, stride - 1, width * stride])], 2);
  const image = ops.reshape(all, [batch, channels, height * stride, width * stride]);
  return corner(ops, image, (height - 1) * stride + 1, (width - 1) * stride + 1);
}

/** Cuts off the rows and columns that a negative width says. */
function cropped<T>(ops: Ops<T>, x: T, around: Padding): T {
  const { top, bottom, left, right } = mapped(around, (size) => Math.max(-size, 0));
  const [, , height, width] = ops.shape(x) as [number, number, number, number];
  const rows = top + bottom === 0 ? x : ops.slice(x, 2, top, height - bottom);
  return left + right === 0 ? rows : ops.slice(rows, 3, left, width - right);
}

function corner<T>(ops: Ops<T>, x: T, height: number, width: number): T {
  const [, , allRows, allColumns] = ops.shape(x) as [number, number, number, number];
  const rows = height === allRows ? x : ops.slice(x, 2, 0, height);
  return width === allColumns ? rows : ops.slice(rows, 3, 0, width);
}

function mapped({ top, bottom, left, right }: Padding, of: (width: number) => number): Padding {
  return { top: of(top), bottom: of(bottom), left: of(left), right: of(right) };
}
