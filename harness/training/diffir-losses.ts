import type { Network } from '../networks/network.ts';
import type { Ops } from '../networks/ops.ts';

/**
 * The loss of DiffIR's first stage, equation 8 of Xia et al. (2023): the mean absolute error of the image that it makes
 * of `low` and the prior of `high`.
 */
export function diffirTruthLoss(network: Network): Network {
  return {
    name: `${network.name}-loss`,
    inputs: ['low', 'high'],
    outputs: ['loss'],
    run(scope, { low, high }) {
      const { enlarged } = network.run(scope, { low: low!, high: high! });
      return { loss: meanError(scope.ops, enlarged!, high!) };
    },
  };
}

/**
 * The loss of its second stage, equations 13 and 14: that of the image, plus the mean absolute error of the prior that
 * diffusion makes from `start` against `target` `[B, P]`.
 */
export function diffirLoss(network: Network): Network {
  return {
    name: `${network.name}-loss`,
    inputs: ['low', 'high', 'start', 'target'],
    outputs: ['loss'],
    run(scope, { low, high, start, target }) {
      const { enlarged, prior } = network.run(scope, { low: low!, start: start! });
      const { ops } = scope;
      return { loss: ops.add(meanError(ops, enlarged!, high!), meanError(ops, prior!, target!)) };
    },
  };
}

function meanError<T>(ops: Ops<T>, a: T, b: T): T {
  const error = ops.reshape(ops.abs(ops.sub(a, b)), [ops.shape(a).reduce((x, y) => x * y, 1)]);
  return ops.mean(error, [0]);
}
