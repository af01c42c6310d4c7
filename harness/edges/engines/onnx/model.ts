import { checkedWeights } from '../../../networks/checked-weights.ts';
import type { Weights } from '../../../networks/engine.ts';
import type { InputShapes, Network } from '../../../networks/network.ts';
import { scopeOf } from '../../../networks/scope.ts';
import { parametersFrom } from '../../../networks/weights.ts';
import type { OnnxPrecision } from './devices.ts';
import { createGraph, type Graph, type GraphValue, type NamedSizes } from './graph.ts';
import { halfGraph } from './half-graph.ts';
import { openSizes, traced } from './open-sizes.ts';
import { OPSET, onnxOps } from './ops.ts';
import { encodeModel } from './schema.ts';

/** A model, and the parameters' bytes where they are not in it. */
export interface OnnxModel {
  readonly bytes: Uint8Array;
  readonly beside: Graph['beside'];
}

/**
 * A network as an ONNX model for inputs of these shapes. Its inputs and outputs carry the network's names,
 * its initializers the parameters'.
 * @param external whether the parameters' values stay outside the model, with 32 bits uncopied
 * @param precision bits of the numbers within
 * @throws InputError when the shapes or the weights do not fit the network, by name.
 */
export function onnxModel(
  network: Network,
  inputs: InputShapes,
  weights: Weights,
  external: boolean,
  precision: OnnxPrecision = 32,
): OnnxModel {
  const graph = createGraph(external);
  const values = emit(graph, network, inputs, weights, precision);
  return { beside: graph.beside, bytes: encoded(graph, network.name, values) };
}

/** The axes of images and latents, as a model names those that it leaves open. */
export const AXES = ['batch', 'channels', 'height', 'width'] as const;

/**
 * A network of images as an ONNX model that takes any batch, height and width which the definition takes.
 * @param inputs shapes of the inputs by the batch, height and width of the first of them
 * @throws InputError as `onnxModel` does, and where the definition depends on the size of its input.
 */
export function openOnnxModel(
  network: Network,
  inputs: (batch: number, height: number, width: number) => InputShapes,
  weights: Weights,
): Uint8Array {
  // Two sizes of everything, all different, tell what is a size and what a constant.
  const [here, there] = [inputs(2, 4, 6), inputs(3, 5, 7)];
  const other = traced(createGraph(false));
  emit(other.graph, network, there, weights);
  const ends = network.inputs.map((name) => ({ here: here[name]!, there: there[name]!, axes: AXES }));
  const { graph, named } = openSizes(createGraph(false), other.trace, ends);
  const values = emit(graph, network, here, weights);
  return encoded(graph, network.name, values, named);
}

/** Adds a network to a graph, and gives its inputs. */
function emit(
  whole: Graph,
  network: Network,
  inputs: InputShapes,
  weights: Weights,
  precision: OnnxPrecision = 32,
): readonly GraphValue[] {
  const values = network.inputs.map((name): GraphValue => ({ name, shape: inputs[name]! }));
  const half = precision === 16 ? halfGraph(whole, values) : undefined;
  const graph = half ?? whole;
  const entered = half?.inputs ?? values;
  const stored = parametersFrom(checkedWeights(network, inputs, weights));
  const scope = scopeOf<GraphValue>(onnxOps(graph), {
    get: (declaration) => graph.parameter(declaration.name, declaration.shape, stored.get(declaration).data),
  });
  const results = network.run(scope, Object.fromEntries(values.map(({ name }, i) => [name, entered[i]!])));
  for (const name of network.outputs) graph.result(name, results[name]!);
  return values;
}

/** A graph with these inputs as the bytes of a model. */
export function encoded(
  graph: Graph,
  name: string,
  inputs: readonly GraphValue[],
  named?: NamedSizes,
): Uint8Array {
  return encodeModel({
    ir_version: 9,
    producer_name: 'latent-sr',
    opset_import: [{ domain: '', version: OPSET }],
    graph: graph.finish(name, inputs, named),
  });
}
