import { createRequire } from 'node:module';
import type { InferenceSession } from 'onnxruntime-node';
import { InputError } from '../../../numeric/input-error.ts';
import { gpuRuntime } from './gpu-runtime.ts';
import { type OnnxOptions, sessionOptions } from './session-options.ts';

/**
 * The library, loaded when it is first needed: the copy that `npm run setup:gpu` made where there is one, since two cannot be
 * in one process.
 * @throws InputError when it cannot be.
 */
export async function onnxRuntime(): Promise<typeof import('onnxruntime-node')> {
  const copy = gpuRuntime();
  if (copy) return createRequire(import.meta.url)(copy.package) as typeof import('onnxruntime-node');
  const module = await import('onnxruntime-node').catch((error: Error) => {
    throw new InputError({
      where: 'engine onnx',
      expected: 'onnxruntime-node to load',
      got: error.message.split('\n')[0]!,
      remedy: 'install onnxruntime-node anew, or take another engine by --engine tfjs',
    });
  });
  return 'InferenceSession' in module
    ? module
    : (module as { default: typeof import('onnxruntime-node') }).default;
}

/**
 * A session of a model.
 * @throws InputError where the device that is asked for is not here, or cannot do all of the model: the processor never
 * steps in unasked.
 */
export async function createSession(
  model: Uint8Array | string,
  options: OnnxOptions,
  externalData: InferenceSession.SessionOptions['externalData'] = [],
): Promise<InferenceSession> {
  const { device = 'cpu' } = options;
  if (device === 'cuda') prepareCuda();
  const { InferenceSession } = await onnxRuntime();
  const settings = { ...sessionOptions(options), externalData };
  const made =
    typeof model === 'string'
      ? InferenceSession.create(model, settings)
      : InferenceSession.create(model, settings);
  return made.catch((error: Error) => {
    throw device === 'cpu' ? error : deviceFault(device, error.message);
  });
}

function prepareCuda(): void {
  const runtime = gpuRuntime();
  if (!runtime) throw absent('cuda', 'the CUDA provider of ONNX Runtime', 'none');
  // TensorFloat-32 keeps ten bits of a factor, too few for results that are held to 1e-4; read when CUDA is loaded.
  process.env['NVIDIA_TF32_OVERRIDE'] ??= '0';
  const lacks = runtime.loadLibraries();
  if (lacks !== null) throw absent('cuda', expectedOf.cuda, `no ${lacks}`);
}

function deviceFault(device: 'cuda' | 'webgpu', message: string): InputError {
  const where = `engine onnx-${device}`;
  if (/fallback to CPU EP/.test(message)) {
    const expected = 'every operation of the network to run on it';
    const got = 'some that would run on the processor';
    return new InputError({ where, expected, got, remedy: 'take --engine onnx for this network' });
  }
  if (/requires f16/.test(message)) {
    const expected = 'a device that computes with 16 bits';
    return new InputError({
      where,
      expected,
      got: 'one that does not',
      remedy: `take --engine onnx-${device}`,
    });
  }
  const [line] = message.split('\n');
  return absent(device, expectedOf[device], line!.replace(/^.*(?=Failed)/, '').slice(0, 200));
}

function absent(device: 'cuda' | 'webgpu', expected: string, got: string): InputError {
  const remedy = `${remedies[device]}; or take --engine onnx`;
  return new InputError({ where: `engine onnx-${device}`, expected, got, remedy });
}

const expectedOf = {
  cuda: 'a GPU of NVIDIA with its driver and libraries',
  webgpu: 'a GPU that WebGPU finds',
} as const;

const remedies = {
  cuda: 'run npm run setup:gpu (Linux, x64, 2 GB), and install a driver of version 580 or newer',
  webgpu:
    "install the graphics card's driver (on Linux that of Vulkan, with its loader libvulkan.so.1: vulkaninfo --summary lists what it finds)",
} as const;
