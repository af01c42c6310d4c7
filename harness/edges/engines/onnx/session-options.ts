import type { InferenceSession } from 'onnxruntime-node';
import type { OnnxDevice } from './devices.ts';

/** How much of the machine a session takes. */
export interface OnnxOptions {
  /** Threads that one operation may use. The same number gives the same bytes; of networks, not of trainings, any does. */
  readonly threads: number;
  /** The processor where none is named. */
  readonly device?: OnnxDevice;
}

/** One session's options: one device, operations one after the other, warnings left out. */
export function sessionOptions({ threads, device = 'cpu' }: OnnxOptions): InferenceSession.SessionOptions {
  return {
    executionProviders: [device],
    extra: {
      session: {
        // Threads without work sleep: looking out for it takes as much again as a small network (spec/bench/README.md).
        intra_op: { allow_spinning: '0' },
        ...(device !== 'cpu' && { disable_cpu_ep_fallback: '1' }),
      },
    },
    executionMode: 'sequential',
    graphOptimizationLevel: 'all',
    intraOpNumThreads: threads,
    interOpNumThreads: 1,
    // What fails is thrown; the library would print it besides.
    logSeverityLevel: device === 'cpu' ? 3 : 4,
  };
}
