import type { Tensor, Tensor4D } from '@tensorflow/tfjs-core';
import type { Conv2dOptions } from '../../../networks/ops.ts';

export type Size4D = readonly [number, number, number, number];

/** The gradients of a convolution, channels last. */
export interface ConvolutionGradients {
  /** By the image, whose size is given. */
  image(dy: Tensor4D, filter: Tensor4D, size: Size4D, options: Conv2dOptions): Tensor;
  /** By the filter, whose size is given. */
  filter(x: Tensor4D, dy: Tensor4D, size: Size4D, options: Conv2dOptions): Tensor;
}
