import type * as core from '@tensorflow/tfjs-core';
import type { Shape } from '../../../networks/ops.ts';

/** The functions of one loaded TensorFlow.js. Every backend's package brings its own copy. */
export type Tf = typeof core;

/**
 * How a tensor's values are stored. TensorFlow's image kernels want the channels last and its filters
 * `[kH, kW, I, O]`; images stay so between layers and are put in order only where an operation needs it.
 */
export type Layout = 'row-major' | 'channels-last' | 'filter';

/** A tensor of the engine: its sizes are those of the network's logic, whatever the layout. */
export interface TfjsTensor {
  readonly stored: core.Tensor;
  readonly layout: Layout;
}

/** The sizes of `x` in the network's logic, `[B, C, H, W]` for images. */
export function logicalShape({ stored, layout }: TfjsTensor): Shape {
  return layout === 'row-major' ? stored.shape : permuted(stored.shape, toRowMajor[layout]);
}

/** The values of `x` in another layout; the same tensor where it has that layout already. */
export function inLayout(tf: Tf, x: TfjsTensor, layout: Layout): core.Tensor {
  if (x.layout === layout) return x.stored;
  const order = reordering(x.layout, layout);
  // Where only axes of length 1 change places, so do no values.
  if (inOrder(order.filter((axis) => x.stored.shape[axis] !== 1))) {
    return tf.reshape(x.stored, permuted(x.stored.shape, order));
  }
  return tf.transpose(x.stored, [...order]);
}

/** The stored axis that is the logical `axis` of `x`. */
export function storedAxis({ layout }: TfjsTensor, axis: number): number {
  return layout === 'row-major' ? axis : toRowMajor[layout][axis]!;
}

/** For every axis of the row-major tensor the stored axis that it is. */
const toRowMajor = { 'channels-last': [0, 3, 1, 2], filter: [3, 2, 0, 1] } as const;
const fromRowMajor = { 'channels-last': [0, 2, 3, 1], filter: [2, 3, 1, 0] } as const;

function reordering(from: Layout, to: Layout): readonly number[] {
  if (from === 'row-major') return to === 'row-major' ? [] : fromRowMajor[to];
  return to === 'row-major' ? toRowMajor[from] : permuted(toRowMajor[from], fromRowMajor[to]);
}

function inOrder(axes: readonly number[]): boolean {
  return axes.every((axis, i) => i === 0 || axes[i - 1]! < axis);
}

function permuted(values: readonly number[], order: readonly number[]): number[] {
  return order.map((i) => values[i]!);
}
