/** Sizes of a tensor, outermost first; `[B, C, H, W]` for images. */
export type Shape = readonly number[];

/** Rows and columns of zeros around an image. */
export interface Padding {
  readonly top: number;
  readonly bottom: number;
  readonly left: number;
  readonly right: number;
}

export interface Conv2dOptions {
  readonly stride: number;
  readonly padding: Padding;
}

export interface PoolOptions {
  /** Height and width of the window. */
  readonly size: number;
  readonly stride: number;
  readonly padding: Padding;
}

/**
 * What a network is made of: the operations of one engine over its own tensors `T`, values of 32-bit floats
 * unless the engine says otherwise. Images are `[B, C, H, W]`.
 *
 * The conventions are PyTorch's. An engine may rely on shapes that fit: definitions reach it through
 * `checkedOps`, which stops on any that do not and names the layer. Nothing here draws random numbers, so
 * the same tensors give the same result.
 */
export interface Ops<T> {
  shape(x: T): Shape;
  /** A tensor of fixed values, row-major; not a parameter. */
  constant(values: Float64Array, shape: Shape): T;

  /** Cross-correlation of `[B, I, H, W]` with `weight` `[O, I, kH, kW]`, plus `bias` `[O]`. */
  conv2d(x: T, weight: T, bias: T | null, options: Conv2dOptions): T;
  /** The largest value in each window; padding never wins. */
  maxPool(x: T, options: PoolOptions): T;
  /** The mean of each window over the pixels inside the image (`count_include_pad=False`). */
  avgPool(x: T, options: PoolOptions): T;
  /** Every pixel repeated `factor` times in both directions. */
  resizeNearest(x: T, factor: number): T;
  /**
   * Bilinear, no antialiasing, border pixels repeated. Pixel `i` of the result reads from
   * `(i + 0.5) * in / out - 0.5` with half pixels (`align_corners=False`), else from `i * in / out`.
   */
  resizeBilinear(x: T, height: number, width: number, halfPixels: boolean): T;

  /**
   * `(x - mean) / sqrt(variance + epsilon) * scale + shift` over each group of neighbouring channels of each
   * sample of `[B, C, ...]`; population variance; `scale` and `shift` `[C]`.
   */
  groupNorm(x: T, scale: T, shift: T, groups: number, epsilon: number): T;
  /** The same over the last axis, with `scale` and `shift` of its length. */
  layerNorm(x: T, scale: T, shift: T, epsilon: number): T;

  /** `[..., m, k]` times `[..., k, n]` (or `[..., n, k]` where `b` is to be transposed); equal leading sizes. */
  matMul(a: T, b: T, transposeB: boolean): T;
  /** Over the last axis. */
  softmax(x: T): T;

  /** Element by element, with NumPy's broadcasting. */
  add(a: T, b: T): T;
  sub(a: T, b: T): T;
  mul(a: T, b: T): T;
  div(a: T, b: T): T;
  /** `x * factor + offset`. */
  affine(x: T, factor: number, offset: number): T;
  relu(x: T): T;
  /** `x` where positive, `slope * x` elsewhere. */
  leakyRelu(x: T, slope: number): T;
  abs(x: T): T;
  /** `x / (1 + exp(-x))`. */
  silu(x: T): T;
  /** `x / 2 * (1 + erf(x / sqrt 2))`, the exact form. */
  gelu(x: T): T;
  sqrt(x: T): T;
  sin(x: T): T;
  cos(x: T): T;
  /** Mean over `axes`, which stay with length 1. */
  mean(x: T, axes: readonly number[]): T;

  reshape(x: T, shape: Shape): T;
  /** Axis `i` of the result is axis `order[i]` of `x`. */
  transpose(x: T, order: readonly number[]): T;
  concat(xs: readonly T[], axis: number): T;
  /** Positions `begin` up to, without, `end` of one axis. */
  slice(x: T, axis: number, begin: number, end: number): T;
}

/** The same number of zero rows and columns on all sides. */
export function evenPadding(width: number): Padding {
  return { top: width, bottom: width, left: width, right: width };
}
