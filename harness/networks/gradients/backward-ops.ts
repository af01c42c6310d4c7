import type { Ops, Shape } from '../ops.ts';
import type { ConvolutionGradients } from './convolution.ts';
import type { Normalisations } from './normalisation.ts';

/** What the way back through a network takes besides the operations of the way forward. */
export interface BackwardOps<T> extends Ops<T>, ConvolutionGradients<T>, Normalisations<T> {
  /** 1 where positive, -1 where negative, else 0. */
  sign(x: T): T;
  exp(x: T): T;
  /** `1 / (1 + exp(-x))`. */
  sigmoid(x: T): T;
  /** The distribution function of the standard normal. */
  normalCdf(x: T): T;
  /** Sum over `axes`, which stay with length 1. */
  sum(x: T, axes: readonly number[]): T;
  /** `x` repeated along its axes of length 1 up to `shape`. */
  spread(x: T, shape: Shape): T;
}
