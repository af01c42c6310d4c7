import type { InputShapes, Network } from './network.ts';
import { scopeOf } from './scope.ts';
import { shapeOps } from './shape-ops.ts';
import { count } from './shapes.ts';

/** The floating-point operations of a network's convolutions and matrix products, two for each multiplication. */
export function flopOf(network: Network, inputs: InputShapes): number {
  let flop = 0;
  const counting: typeof shapeOps = {
    ...shapeOps,
    conv2d(x, weight, bias, options) {
      const result = shapeOps.conv2d(x, weight, bias, options);
      flop += 2 * count(result) * count(weight.slice(1));
      return result;
    },
    matMul(a, b, transposeB) {
      const result = shapeOps.matMul(a, b, transposeB);
      flop += 2 * count(result) * a.at(-1)!;
      return result;
    },
  };
  network.run(scopeOf(counting, { get: ({ shape }) => shape }), inputs);
  return flop;
}
