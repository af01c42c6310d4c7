import type { Shape } from '../../../harness/networks/ops.ts';
import { broadcastShape, count } from '../../../harness/networks/shapes.ts';
import type { Exact } from './exact.ts';

/** A function of one value, for every value. */
export function mapped(x: Exact, value: (value: number) => number): Exact {
  return { shape: x.shape, data: x.data.map(value) };
}

/** A function of two values, for every pair of two broadcast tensors. */
export function elementwise(pair: (a: number, b: number) => number): (a: Exact, b: Exact) => Exact {
  return (a, b) => {
    const shape = broadcastShape('elementwise', a.shape, b.shape);
    const data = new Float64Array(count(shape));
    const ofA = broadcastIndices(a.shape, shape);
    const ofB = broadcastIndices(b.shape, shape);
    for (let i = 0; i < data.length; i++) data[i] = pair(a.data[ofA[i]!]!, b.data[ofB[i]!]!);
    return { shape, data };
  };
}

/** For every position of `shape`, the one that it reads from in a tensor of the sizes `from`. */
function broadcastIndices(from: Shape, shape: Shape): Int32Array {
  const padded = [...Array<number>(shape.length - from.length).fill(1), ...from];
  let indices = Int32Array.of(0);
  let stride = count(from);
  for (const [axis, size] of shape.entries()) {
    stride /= padded[axis]!;
    const step = padded[axis] === 1 ? 0 : stride;
    const before = indices;
    indices = new Int32Array(before.length * size);
    for (let i = 0; i < before.length; i++) {
      for (let at = 0; at < size; at++) indices[i * size + at] = before[i]! + at * step;
    }
  }
  return indices;
}
