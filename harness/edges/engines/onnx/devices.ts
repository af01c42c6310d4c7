/** What ONNX Runtime computes on, by its own names. */
export type OnnxDevice = 'cpu' | 'cuda' | 'webgpu';

/** Bits of a number within a network; parameters come in, and results go out, with 32. */
export type OnnxPrecision = 32 | 16;

const engines = {
  onnx: { device: 'cpu', precision: 32 },
  'onnx-fp16': { device: 'cpu', precision: 16 },
  'onnx-cuda': { device: 'cuda', precision: 32 },
  'onnx-cuda-fp16': { device: 'cuda', precision: 16 },
  'onnx-webgpu': { device: 'webgpu', precision: 32 },
  'onnx-webgpu-fp16': { device: 'webgpu', precision: 16 },
} as const satisfies Record<string, { readonly device: OnnxDevice; readonly precision: OnnxPrecision }>;

/** The engines of ONNX Runtime: a device and a precision each, so that results of one are never taken for another's. */
export type OnnxName = keyof typeof engines;
export const onnxNames = Object.keys(engines) as readonly OnnxName[];

/** Whether a name is that of an engine of ONNX Runtime. */
export function isOnnx(name: string): name is OnnxName {
  return Object.hasOwn(engines, name);
}

/** What an engine of ONNX Runtime computes on and with. */
export function onnxSetting(name: OnnxName): {
  readonly device: OnnxDevice;
  readonly precision: OnnxPrecision;
} {
  return engines[name];
}
