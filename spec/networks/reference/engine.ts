import { assertInputs } from '../../../harness/networks/assert-inputs.ts';
import { checkedWeights } from '../../../harness/networks/checked-weights.ts';
import { declared } from '../../../harness/networks/declared.ts';
import type { TrainingEngine, Weights } from '../../../harness/networks/engine.ts';
import { assertNumber, differentiate } from '../../../harness/networks/gradients/differentiate.ts';
import type { Network } from '../../../harness/networks/network.ts';
import { scopeOf } from '../../../harness/networks/scope.ts';
import type { Tensor } from '../../../harness/networks/tensor.ts';
import { parametersFrom } from '../../../harness/networks/weights.ts';
import { referenceBackwardOps } from './backward-ops.ts';
import type { Exact } from './exact.ts';
import { referenceOps } from './ops.ts';

/** Runs networks in double precision, slowly; only what goes in and comes out is rounded to 32 bits. */
export const referenceEngine: TrainingEngine = {
  name: 'reference',
  async compile(network, inputs, weights) {
    const parameters = exactParameters(checkedWeights(network, inputs, weights));
    return {
      async run(tensors) {
        assertInputs(network.name, inputs, tensors);
        const outputs = network.run(scopeOf(referenceOps, parameters), mapped(tensors, exact));
        return mapped(outputs, ({ shape, data }) => ({ shape, data: Float32Array.from(data) }));
      },
      async dispose() {},
    };
  },
  async differentiate(loss, inputs) {
    assertNumber(loss, declared(loss, inputs));
    return {
      async run(tensors, weights) {
        assertInputs(loss.name, inputs, tensors);
        const bound = checkedWeights(loss, inputs, weights);
        const { value, gradients } = differentiateExactly(loss, mapped(tensors, exact), bound);
        const rounded = [...gradients].map(([name, data]) => [name, Float32Array.from(data)] as const);
        return { value, gradients: new Map(rounded) };
      },
      async dispose() {},
    };
  },
};

/** A network's result in double precision, for comparisons that 32 bits would blur. */
export function computeExactly(
  network: Network,
  inputs: Readonly<Record<string, Exact>>,
  weights: Weights,
): Readonly<Record<string, Exact>> {
  return network.run(scopeOf(referenceOps, exactParameters(weights)), inputs);
}

/** A loss and its gradient by every trainable parameter in double precision, gone back through by our rules. */
export function differentiateExactly(
  loss: Network,
  inputs: Readonly<Record<string, Exact>>,
  weights: Weights,
): { readonly value: number; readonly gradients: ReadonlyMap<string, Float64Array> } {
  const found = differentiate(referenceBackwardOps, loss, inputs, exactParameters(weights));
  const gradients = new Map([...found.gradients].map(([name, { data }]) => [name, data]));
  return { value: found.value.data[0]!, gradients };
}

/** The same values in double precision. */
export function exact({ shape, data }: Tensor): Exact {
  return { shape, data: Float64Array.from(data) };
}

function exactParameters(weights: Weights) {
  return parametersFrom(new Map([...weights].map(([name, tensor]) => [name, exact(tensor)])));
}

function mapped<A, B>(record: Readonly<Record<string, A>>, of: (a: A) => B): Record<string, B> {
  return Object.fromEntries(Object.entries(record).map(([name, value]) => [name, of(value)]));
}
