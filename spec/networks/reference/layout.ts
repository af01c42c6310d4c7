import type { Shape } from '../../../harness/networks/ops.ts';
import { concatShape, count, sliceShape, transposeShape } from '../../../harness/networks/shapes.ts';
import type { Exact } from './exact.ts';

/** The axes in another order. */
export function transposed(x: Exact, order: readonly number[]): Exact {
  const shape = transposeShape('transpose', x.shape, order);
  const from = stridesOf(x.shape);
  const strides = order.map((axis) => from[axis]!);
  const data = new Float64Array(x.data.length);
  const index = new Int32Array(shape.length);
  let at = 0;
  for (let i = 0; i < data.length; i++) {
    data[i] = x.data[at]!;
    // To the next position in row-major order, taking back each axis that is through.
    for (let axis = shape.length - 1; axis >= 0; axis--) {
      at += strides[axis]!;
      index[axis]! += 1;
      if (index[axis]! < shape[axis]!) break;
      at -= strides[axis]! * shape[axis]!;
      index[axis] = 0;
    }
  }
  return { shape, data };
}

/** Tensors one behind the other along an axis. */
export function concatenated(xs: readonly Exact[], axis: number): Exact {
  const shape = concatShape(
    'concat',
    xs.map((x) => x.shape),
    axis,
  );
  const data = new Float64Array(count(shape));
  const outer = count(shape.slice(0, axis));
  let at = 0;
  for (let i = 0; i < outer; i++) {
    for (const x of xs) {
      const run = x.data.length / outer;
      data.set(x.data.subarray(i * run, (i + 1) * run), at);
      at += run;
    }
  }
  return { shape, data };
}

/** A part of one axis. */
export function sliced(x: Exact, axis: number, begin: number, end: number): Exact {
  const shape = sliceShape('slice', x.shape, axis, begin, end);
  const outer = count(shape.slice(0, axis));
  const inner = count(shape.slice(axis + 1));
  const data = new Float64Array(count(shape));
  for (let i = 0; i < outer; i++) {
    const from = i * x.shape[axis]!;
    data.set(x.data.subarray((from + begin) * inner, (from + end) * inner), i * (end - begin) * inner);
  }
  return { shape, data };
}

/** The mean over some axes, which stay with length 1. */
export function meaned(x: Exact, axes: readonly number[]): Exact {
  const shape = x.shape.map((size, axis) => (axes.includes(axis) ? 1 : size));
  // An axis that is averaged moves nothing in the result.
  const strides = stridesOf(shape).map((stride, axis) => (axes.includes(axis) ? 0 : stride));
  const data = new Float64Array(count(shape));
  const index = new Int32Array(shape.length);
  for (const value of x.data) {
    let at = 0;
    for (let axis = 0; axis < strides.length; axis++) at += strides[axis]! * index[axis]!;
    data[at]! += value;
    advance(index, x.shape);
  }
  const each = x.data.length / data.length;
  return { shape, data: data.map((sum) => sum / each) };
}

function stridesOf(shape: Shape): number[] {
  return shape.map((_, axis) => count(shape.slice(axis + 1)));
}

/** The next position in row-major order. */
function advance(index: Int32Array, shape: Shape): void {
  for (let axis = shape.length - 1; axis >= 0; axis--) {
    index[axis]! += 1;
    if (index[axis]! < shape[axis]!) return;
    index[axis] = 0;
  }
}
