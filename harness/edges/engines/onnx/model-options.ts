import { InputError } from '../../../numeric/input-error.ts';
import { isOnnx, onnxSetting } from './devices.ts';
import type { OnnxOptions } from './session-options.ts';

/**
 * How a user's ONNX model runs where networks run on an engine: on its device, with the model's own precision.
 * @throws InputError where the engine is none of ONNX Runtime, or one of half precision.
 */
export function modelOptions(engine: string, { threads }: OnnxOptions): OnnxOptions {
  if (isOnnx(engine) && onnxSetting(engine).precision === 32)
    return { threads, device: onnxSetting(engine).device };
  throw new InputError({
    where: '--engine',
    expected: 'onnx, onnx-cuda or onnx-webgpu for ONNX models',
    got: engine,
    remedy: 'leave --engine out',
  });
}
