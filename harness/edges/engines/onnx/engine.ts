import type { InferenceSession, Tensor as OrtTensor } from 'onnxruntime-node';
import { assertInputs } from '../../../networks/assert-inputs.ts';
import type { Compiled, Tensors, TrainingEngine } from '../../../networks/engine.ts';
import type { InputShapes } from '../../../networks/network.ts';
import { onnxDifferentiated } from './differentiated.ts';
import { onnxModel } from './model.ts';
import { type OnnxOptions, onnxRuntime, sessionOptions } from './runtime.ts';

/** Runs and trains networks with ONNX Runtime on the processor, each compiled to a graph of fixed sizes. */
export function onnxEngine({ threads }: OnnxOptions): TrainingEngine {
  return {
    name: 'onnx',
    async compile(network, inputs, weights) {
      const { bytes, beside } = onnxModel(network, inputs, weights, true);
      const { InferenceSession } = await onnxRuntime();
      const session = await InferenceSession.create(bytes, {
        ...sessionOptions({ threads }),
        externalData: beside,
      });
      return compiled(network.name, session, inputs);
    },
    differentiate: (loss, inputs) => onnxDifferentiated(loss, inputs, { threads }),
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
