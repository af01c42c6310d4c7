import { assertInputs } from '../../../networks/assert-inputs.ts';
import { declared } from '../../../networks/declared.ts';
import type { Differentiated } from '../../../networks/engine.ts';
import { assertNumber, differentiate } from '../../../networks/gradients/differentiate.ts';
import type { InputShapes, Network } from '../../../networks/network.ts';
import { bindWeights, parametersFrom } from '../../../networks/weights.ts';
import { onnxBackwardOps } from './backward-ops.ts';
import { createGraph, type GraphValue } from './graph.ts';
import { encoded } from './model.ts';
import { createSession, onnxRuntime } from './runtime.ts';
import type { OnnxOptions } from './session-options.ts';

/**
 * A loss with the way back through it as one graph: the parameters go in beside the inputs, the gradients come
 * out beside the value.
 * @throws as `TrainingEngine.differentiate` does.
 */
export async function onnxDifferentiated(
  loss: Network,
  shapes: InputShapes,
  options: OnnxOptions,
): Promise<Differentiated> {
  const network = declared(loss, shapes);
  assertNumber(loss, network);
  const { parameters } = network;
  const graph = createGraph(false);
  const inputs = new Map(Object.entries(shapes).map(([name, shape]) => [name, { name, shape }]));
  const weights = new Map(
    parameters.map(({ name, shape }): [string, GraphValue] => [name, { name: `${PARAMETER}${name}`, shape }]),
  );
  const backward = onnxBackwardOps(graph);
  const found = differentiate(backward, loss, Object.fromEntries(inputs), parametersFrom(weights));
  graph.result(VALUE, found.value);
  for (const [name, gradient] of found.gradients) graph.result(`${GRADIENT}${name}`, gradient);

  const { Tensor } = await onnxRuntime();
  const ends = [...inputs.values(), ...weights.values()];
  const session = await createSession(encoded(graph, loss.name, ends), options);
  return {
    async run(tensors, given) {
      assertInputs(loss.name, shapes, tensors);
      const bound = bindWeights(parameters, given, { where: loss.name, ignored: () => true });
      const feeds = [
        ...Object.entries(tensors),
        ...[...bound].map(([name, tensor]) => [`${PARAMETER}${name}`, tensor] as const),
      ].map(([name, { shape, data }]) => [name, new Tensor('float32', data, shape)]);
      const results = await session.run(Object.fromEntries(feeds));
      const values = (name: string) => results[name]!.data as Float32Array;
      return {
        value: values(VALUE)[0]!,
        gradients: new Map([...found.gradients.keys()].map((name) => [name, values(`${GRADIENT}${name}`)])),
      };
    },
    dispose: () => session.release(),
  };
}

/** No part of a network is named so. */
const PARAMETER = 'parameter:';
const GRADIENT = 'gradient:';
const VALUE = 'value:';
