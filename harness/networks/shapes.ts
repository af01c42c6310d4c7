import { InputError } from '../numeric/input-error.ts';
import type { Conv2dOptions, PoolOptions, Shape } from './ops.ts';

/** The shape of `conv2d(x, weight, bias, options)`. @throws InputError naming `layer`. */
export function conv2dShape(
  layer: string,
  x: Shape,
  weight: Shape,
  bias: Shape | null,
  { stride, padding }: Conv2dOptions,
): Shape {
  rank(layer, 'image', x, 4);
  rank(layer, 'weight', weight, 4);
  const [batch, channels, height, width] = x as [number, number, number, number];
  const [out, into, kernelHeight, kernelWidth] = weight as [number, number, number, number];
  if (channels !== into) throw misfit(layer, `${into} channels`, shown(x));
  if (bias && (bias.length !== 1 || bias[0] !== out)) throw misfit(layer, `a bias [${out}]`, shown(bias));
  return [
    batch,
    out,
    strided(layer, height + padding.top + padding.bottom, kernelHeight, stride, x),
    strided(layer, width + padding.left + padding.right, kernelWidth, stride, x),
  ];
}

/** The shape of `maxPool` and `avgPool`. @throws InputError naming `layer`. */
export function poolShape(layer: string, x: Shape, { size, stride, padding }: PoolOptions): Shape {
  rank(layer, 'image', x, 4);
  const most = Math.max(padding.top, padding.bottom, padding.left, padding.right);
  // A window that lies wholly in the padding would have no maximum and no mean.
  if (most * 2 > size) throw misfit(layer, `padding of at most half the window of ${size}`, `${most}`);
  const [batch, channels, height, width] = x as [number, number, number, number];
  return [
    batch,
    channels,
    strided(layer, height + padding.top + padding.bottom, size, stride, x),
    strided(layer, width + padding.left + padding.right, size, stride, x),
  ];
}

/** The shape of `matMul(a, b, transposeB)`. @throws InputError naming `layer`. */
export function matMulShape(layer: string, a: Shape, b: Shape, transposeB: boolean): Shape {
  const [k, n] = transposeB ? [b.at(-1), b.at(-2)] : [b.at(-2), b.at(-1)];
  const leading = a.slice(0, -2);
  const fits =
    a.length >= 2 &&
    a.length === b.length &&
    a.at(-1) === k &&
    leading.every((size, axis) => size === b[axis]);
  if (!fits) {
    const wanted = transposeB ? '[..., m, k] and [..., n, k]' : '[..., m, k] and [..., k, n]';
    throw misfit(layer, `matrices ${wanted} with equal leading sizes`, `${shown(a)} and ${shown(b)}`);
  }
  return [...leading, a.at(-2)!, n!];
}

/** The shape of two broadcast tensors. @throws InputError naming `layer`. */
export function broadcastShape(layer: string, a: Shape, b: Shape): Shape {
  const length = Math.max(a.length, b.length);
  return Array.from({ length }, (_, i) => {
    const sizeA = a[i - length + a.length] ?? 1;
    const sizeB = b[i - length + b.length] ?? 1;
    if (sizeA === sizeB || sizeB === 1) return sizeA;
    if (sizeA === 1) return sizeB;
    throw misfit(layer, 'sizes that are equal or 1', `${shown(a)} and ${shown(b)}`);
  });
}

/** The shape of `concat(xs, axis)`. @throws InputError naming `layer`. */
export function concatShape(layer: string, xs: readonly Shape[], axis: number): Shape {
  const [first] = xs;
  if (!first) throw misfit(layer, 'tensors to join', 'none');
  within(layer, first, axis);
  for (const x of xs) {
    const fits = x.length === first.length && x.every((size, i) => i === axis || size === first[i]);
    if (!fits) {
      throw misfit(layer, `tensors that differ along axis ${axis} alone`, xs.map(shown).join(', '));
    }
  }
  return first.map((size, i) => (i === axis ? xs.reduce((sum, x) => sum + x[axis]!, 0) : size));
}

/** The shape of `slice(x, axis, begin, end)`. @throws InputError naming `layer`. */
export function sliceShape(layer: string, x: Shape, axis: number, begin: number, end: number): Shape {
  within(layer, x, axis);
  const whole = Number.isInteger(begin) && Number.isInteger(end);
  if (!whole || begin < 0 || end <= begin || end > x[axis]!) {
    throw misfit(layer, `a part of 0 .. ${x[axis]} along axis ${axis}`, `${begin} .. ${end}`);
  }
  return x.map((size, i) => (i === axis ? end - begin : size));
}

/** The shape of `reshape(x, shape)`. @throws InputError naming `layer`. */
export function reshapeShape(layer: string, x: Shape, shape: Shape): Shape {
  const whole = shape.every((size) => Number.isInteger(size) && size > 0);
  if (!whole || count(x) !== count(shape)) {
    throw misfit(layer, `sizes for ${count(x)} values`, `${shown(shape)} for ${shown(x)}`);
  }
  return [...shape];
}

/** The shape of `transpose(x, order)`. @throws InputError naming `layer`. */
export function transposeShape(layer: string, x: Shape, order: readonly number[]): Shape {
  const axes = new Set(order);
  if (order.length !== x.length || axes.size !== x.length || order.some((axis) => x[axis] === undefined)) {
    throw misfit(layer, `an order of ${x.length} axes`, shown(order));
  }
  return order.map((axis) => x[axis]!);
}

/** @throws InputError unless every axis is one of `x`. */
export function within(layer: string, x: Shape, ...axes: readonly number[]): void {
  for (const axis of axes) {
    if (x[axis] === undefined) throw misfit(layer, `an axis of ${shown(x)}`, `${axis}`);
  }
}

/** @throws InputError unless `x` has that many axes. */
export function rank(layer: string, what: string, x: Shape, axes: number): void {
  if (x.length !== axes) throw misfit(layer, `${what} of ${axes} axes`, shown(x));
}

/** A shape that does not fit a layer. */
export function misfit(layer: string, expected: string, got: string): InputError {
  return new InputError({
    where: layer === '' ? 'network' : layer,
    expected,
    got,
    remedy:
      "give the network the sizes that its configuration has, and an image that its levels' strides divide",
  });
}

/** How many values a shape holds. */
export function count(shape: Shape): number {
  return shape.reduce((product, size) => product * size, 1);
}

/** `[1, 3, 64, 64]`. */
export function shown(shape: Shape): string {
  return `[${shape.join(', ')}]`;
}

function strided(layer: string, padded: number, kernel: number, stride: number, x: Shape): number {
  if (padded < kernel) throw misfit(layer, `an image as large as the window of ${kernel}`, shown(x));
  return Math.floor((padded - kernel) / stride) + 1;
}
