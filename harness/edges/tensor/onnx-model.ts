import { checkedWeights } from '../../networks/checked-weights.ts';
import type { Weights } from '../../networks/engine.ts';
import type { InputShapes, Network } from '../../networks/network.ts';
import { scopeOf } from '../../networks/scope.ts';
import { parametersFrom } from '../../networks/weights.ts';
import { createGraph, type Graph, type GraphValue } from './onnx-graph.ts';
import { OPSET, onnxOps } from './onnx-ops.ts';
import { encodeModel } from './onnx-schema.ts';

/** A model, and the parameters' bytes where they are not in it. */
export interface OnnxModel {
  readonly bytes: Uint8Array;
  readonly beside: Graph['beside'];
}

/**
 * A network as an ONNX model for inputs of these shapes. Its inputs and outputs carry the network's names,
 * its initializers the parameters'.
 * @param external whether the parameters' values stay outside the model, uncopied
 * @throws InputError when the shapes or the weights do not fit the network, by name.
 */
export function onnxModel(
  network: Network,
  inputs: InputShapes,
  weights: Weights,
  external: boolean,
): OnnxModel {
  const graph = createGraph(external);
  const values = Object.fromEntries(
    network.inputs.map((name): [string, GraphValue] => [name, { name, shape: inputs[name]! }]),
  );
  const stored = parametersFrom(checkedWeights(network, inputs, weights));
  const scope = scopeOf<GraphValue>(onnxOps(graph), {
    get: (declaration) => graph.parameter(declaration.name, declaration.shape, stored.get(declaration).data),
  });
  const results = network.run(scope, values);
  for (const name of network.outputs) graph.result(name, results[name]!);
  return { beside: graph.beside, bytes: encoded(graph, network.name, Object.values(values)) };
}

/** A graph with these inputs as the bytes of a model. */
export function encoded(graph: Graph, name: string, inputs: readonly GraphValue[]): Uint8Array {
  return encodeModel({
    ir_version: 9,
    producer_name: 'latent-sr',
    opset_import: [{ domain: '', version: OPSET }],
    graph: graph.finish(name, inputs),
  });
}
