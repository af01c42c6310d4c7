import { onnxEngine } from '../../harness/edges/engines/onnx/engine.ts';
import { tfjsBackends } from '../../harness/edges/engines/tfjs/backends.ts';
import { tfjsEngine } from '../../harness/edges/engines/tfjs/engine.ts';
import type { TrainingEngine } from '../../harness/networks/engine.ts';

let onnx: Promise<TrainingEngine> | undefined;

/** Every engine that runs on this machine, one thread each, opened when it is first used. All of them train. */
export const enginesPresent: readonly { name: string; open(): Promise<TrainingEngine> }[] = [
  { name: 'onnx', open: () => (onnx ??= Promise.resolve(onnxEngine({ threads: 1 }))) },
  ...tfjsBackends()
    .filter(({ lacks }) => lacks === null)
    .map(({ name }) => ({ name, open: () => tfjsEngine({ backend: name, threads: 1 }) })),
];
