import { declared } from '../../harness/networks/declared.ts';
import type { Weights } from '../../harness/networks/engine.ts';
import type { InputShapes, Network } from '../../harness/networks/network.ts';
import type { Shape } from '../../harness/networks/ops.ts';
import { count } from '../../harness/networks/shapes.ts';

/** Weights of a network of any size within seconds: as wide as keeps its signals' size, constants as it begins with. */
export function spreadWeights(network: Network, shapes: InputShapes): Weights {
  return new Map(
    declared(network, shapes).parameters.map(({ name, shape, initial }) => {
      const data = spread(shape, Math.sqrt(3 / Math.max(count(shape.slice(1)), 1)));
      return [name, { shape, data: initial.kind === 'constant' ? data.fill(initial.value) : data }];
    }),
  );
}

/** Values between -width and width that follow no pattern a processor could profit from. */
export function spread(shape: Shape, width: number): Float32Array {
  return Float32Array.from(
    { length: count(shape) },
    (_, i) => width * ((Math.imul(i + 1, 2654435761) >>> 0) / 2 ** 31 - 1),
  );
}
