import type { InferenceSession } from 'onnxruntime-node';
import { InputError } from '../../../numeric/input-error.ts';

/** How much of the machine a session takes. */
export interface OnnxOptions {
  /** Threads that one operation may use. The same number gives the same bytes. */
  readonly threads: number;
}

/** The library, loaded when it is first needed. @throws InputError when it cannot be. */
export async function onnxRuntime(): Promise<typeof import('onnxruntime-node')> {
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

/** One session's options: the processor alone, operations one after the other, warnings left out. */
export function sessionOptions({ threads }: OnnxOptions): InferenceSession.SessionOptions {
  return {
    executionProviders: ['cpu'],
    executionMode: 'sequential',
    graphOptimizationLevel: 'all',
    intraOpNumThreads: threads,
    interOpNumThreads: 1,
    logSeverityLevel: 3,
  };
}
