import type { Ops } from '../../../networks/ops.ts';
import { count } from '../../../networks/shapes.ts';
import type { GraphValue } from './graph.ts';

/**
 * `length` positions of an axis, beginning `before` ahead of its first, zeros where it has none. Joined from
 * parts, which takes a third of the time of ONNX Runtime's own padding.
 */
export function windowed(
  ops: Ops<GraphValue>,
  x: GraphValue,
  axis: number,
  before: number,
  length: number,
): GraphValue {
  const size = Math.min(x.shape[axis]!, length - before);
  const inside = size === x.shape[axis] ? x : ops.slice(x, axis, 0, size);
  const zeros = (size: number) => {
    const shape = x.shape.map((whole, i) => (i === axis ? size : whole));
    return size > 0 ? [ops.constant(new Float64Array(count(shape)), shape)] : [];
  };
  const parts = [...zeros(before), inside, ...zeros(length - before - size)];
  return parts.length === 1 ? inside : ops.concat(parts, axis);
}
