import { InputError } from '../../numeric/input-error.ts';
import { onnxRuntime } from './onnx-engine.ts';
import { chooseTfjs, tfjsBackends } from './tfjs-backends.ts';

/** An engine and whether it runs here. */
export interface EnginePresence {
  readonly name: string;
  /** What keeps it from running; null where nothing does. */
  readonly lacks: string | null;
  readonly detail: string | null;
}

/** Which engine a kind of work would get, and why. */
export interface EngineChoice {
  readonly engine: string | null;
  readonly reason: string;
}

/** What is here to run networks. */
export interface EngineReport {
  readonly engines: readonly EnginePresence[];
  readonly inference: EngineChoice;
  readonly training: EngineChoice;
}

/** Every engine, whether it is here, and which one inference and training would get. */
export async function engineReport(): Promise<EngineReport> {
  const onnx = await onnxPresence();
  const backends = tfjsBackends();
  const training = trainingChoice(backends);
  return {
    engines: [onnx, ...backends.map(({ name, lacks }) => ({ name, lacks, detail: null }))],
    inference:
      onnx.lacks === null
        ? { engine: 'onnx', reason: 'ONNX Runtime is the fastest here on the processor' }
        : { engine: training.engine, reason: `ONNX Runtime lacks ${onnx.lacks}` },
    training,
  };
}

async function onnxPresence(): Promise<EnginePresence> {
  try {
    const { env } = await onnxRuntime();
    const version = env.versions['node'] ?? env.versions.common;
    return { name: 'onnx', lacks: null, detail: `ONNX Runtime ${version}` };
  } catch (error) {
    const [first] = (error as Error).message.split('\n');
    return { name: 'onnx', lacks: `a working onnxruntime-node (${first})`, detail: null };
  }
}

function trainingChoice(backends: ReturnType<typeof tfjsBackends>): EngineChoice {
  try {
    const { backend, reason } = chooseTfjs('auto', backends);
    return { engine: backend.name, reason };
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    return { engine: null, reason: error.fault.got };
  }
}
