import type { InputShapes, Network } from './network.ts';
import type { Ops, Shape } from './ops.ts';
import { scopeOf } from './scope.ts';
import { shapeOps } from './shape-ops.ts';
import { count } from './shapes.ts';

/**
 * Bytes that a network needs at least beside its weights: those of the convolution or product with the largest input
 * and result, in 32-bit floats. An engine needs more, as it keeps what later layers read.
 */
export function leastActivationBytes(network: Network, inputs: InputShapes): number {
  let most = 0;
  const noted = (result: Shape, ...read: readonly Shape[]) => {
    most = Math.max(most, 4 * [result, ...read].reduce((sum, shape) => sum + count(shape), 0));
    return result;
  };
  const noting: Ops<Shape> = {
    ...shapeOps,
    conv2d: (x, weight, bias, options) => noted(shapeOps.conv2d(x, weight, bias, options), x),
    matMul: (a, b, transposeB) => noted(shapeOps.matMul(a, b, transposeB), a, b),
  };
  network.run(scopeOf(noting, { get: ({ shape }) => shape }), inputs);
  return most;
}
