import type { InferenceSession, Tensor as OrtTensor } from 'onnxruntime-node';
import { assertInputs } from '../../../networks/assert-inputs.ts';
import type { Compiled, Tensors, TrainingEngine } from '../../../networks/engine.ts';
import type { InputShapes } from '../../../networks/network.ts';
import { type OnnxName, onnxSetting } from './devices.ts';
import { onnxDifferentiated } from './differentiated.ts';
import { onnxModel } from './model.ts';
import { createSession, onnxRuntime } from './runtime.ts';

/**
 * Runs and trains networks with ONNX Runtime, each compiled to a graph of fixed sizes. Networks are trained with 32 bits
 * whatever they are run with.
 */
export function onnxEngine({
  name = 'onnx',
  threads,
}: {
  readonly name?: OnnxName;
  readonly threads: number;
}): TrainingEngine {
  const { device, precision } = onnxSetting(name);
  return {
    name,
    async compile(network, inputs, weights) {
      const { bytes, beside } = onnxModel(network, inputs, weights, true, network.scores ? 32 : precision);
      return compiled(network.name, await createSession(bytes, { threads, device }, beside), inputs);
    },
    differentiate: (loss, inputs) => onnxDifferentiated(loss, inputs, { threads, device }),
  };
}

/** A session as a compiled network. */
export function compiled(where: string, session: InferenceSession, shapes: InputShapes): Compiled {
  return {
    async run(tensors) {
      assertInputs(where, shapes, tensors);
      const { Tensor } = await onnxRuntime();
      const feeds = Object.fromEntries(
        Object.entries(tensors).map(([name, { shape, data }]) => [name, new Tensor('float32', data, shape)]),
      );
      const results = await session.run(feeds);
      return Object.fromEntries(
        Object.entries(results).map(([name, value]) => [name, taken(value as OrtTensor)]),
      );
    },
    dispose: () => session.release(),
  };
}

function taken({ dims, data }: OrtTensor): Tensors[string] {
  return { shape: dims, data: data as Float32Array };
}
