import { evenPadding, type Padding } from './ops.ts';
import type { Initial } from './parameters.ts';
import type { Scope } from './scope.ts';

/** How a convolution differs from one of stride 1 that keeps an image's size. */
export interface ConvOptions {
  readonly kernel: number | readonly [height: number, width: number];
  readonly stride?: number;
  readonly padding?: Padding;
  readonly bias?: boolean;
  /** Zero weights and bias, for layers whose block starts as the identity. */
  readonly zero?: boolean;
}

/** The convolution `name.weight`, `name.bias` to `out` channels. */
export function conv<T>(scope: Scope<T>, name: string, x: T, out: number, options: ConvOptions): T {
  const layer = scope.at(name);
  const into = layer.ops.shape(x)[1]!;
  const [height, width] =
    typeof options.kernel === 'number' ? [options.kernel, options.kernel] : options.kernel;
  const initial = options.zero ? zeros : fanIn(into * height * width);
  const weight = layer.parameter('weight', [out, into, height, width], initial);
  const bias = options.bias === false ? null : layer.parameter('bias', [out], initial);
  const [rows, columns] = [(height - 1) / 2, (width - 1) / 2];
  const padding = options.padding ?? { top: rows, bottom: rows, left: columns, right: columns };
  return layer.ops.conv2d(x, weight, bias, { stride: options.stride ?? 1, padding });
}

/** A 3 x 3 convolution that keeps the image's size. */
export function conv3<T>(scope: Scope<T>, name: string, x: T, out: number): T {
  return conv(scope, name, x, out, { kernel: 3, padding: evenPadding(1) });
}

/** A 1 x 1 convolution. */
export function conv1<T>(scope: Scope<T>, name: string, x: T, out: number): T {
  return conv(scope, name, x, out, { kernel: 1, padding: evenPadding(0) });
}

/** The affine map `name.weight` `[O, I]`, `name.bias` of the last axis. */
export function linear<T>(scope: Scope<T>, name: string, x: T, out: number): T {
  const { ops, parameter } = scope.at(name);
  const shape = ops.shape(x);
  const into = shape.at(-1)!;
  const weight = parameter('weight', [out, into], fanIn(into));
  const bias = parameter('bias', [out], fanIn(into));
  const rows = shape.slice(0, -1).reduce((a, b) => a * b, 1);
  const flat = ops.matMul(ops.reshape(x, [rows, into]), weight, true);
  return ops.reshape(ops.add(flat, bias), [...shape.slice(0, -1), out]);
}

/** Group normalisation with `name.weight` and `name.bias`. */
export function groupNorm<T>(scope: Scope<T>, name: string, x: T, groups: number, epsilon: number): T {
  const { ops, parameter } = scope.at(name);
  const channels = ops.shape(x)[1]!;
  const scale = parameter('weight', [channels], ones);
  return ops.groupNorm(x, scale, parameter('bias', [channels], zeros), groups, epsilon);
}

/** Layer normalisation of the last axis with `name.weight` and `name.bias`. */
export function layerNorm<T>(scope: Scope<T>, name: string, x: T, epsilon: number): T {
  const { ops, parameter } = scope.at(name);
  const length = ops.shape(x).at(-1)!;
  const scale = parameter('weight', [length], ones);
  return ops.layerNorm(x, scale, parameter('bias', [length], zeros), epsilon);
}

/**
 * Channels to pixels: `[B, C r r, H, W]` to `[B, C, H r, W r]`; channel `c r r + i r + j` becomes the pixel
 * `(i, j)` of each block of channel `c` (Shi et al. 2016).
 */
export function pixelShuffle<T>({ ops }: Scope<T>, x: T, factor: number): T {
  const [batch, channels, height, width] = ops.shape(x) as [number, number, number, number];
  const out = channels / factor ** 2;
  const blocks = ops.reshape(x, [batch, out, factor, factor, height, width]);
  const pixels = ops.transpose(blocks, [0, 1, 4, 2, 5, 3]);
  return ops.reshape(pixels, [batch, out, height * factor, width * factor]);
}

/** PyTorch's start of linear and convolutional layers: uniform within `1 / sqrt(inputs)`. */
function fanIn(inputs: number): Initial {
  return { kind: 'uniform', bound: 1 / Math.sqrt(inputs) };
}

const zeros: Initial = { kind: 'constant', value: 0 };
const ones: Initial = { kind: 'constant', value: 1 };
