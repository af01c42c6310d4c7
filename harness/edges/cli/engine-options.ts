import { type Command, Option } from 'commander';
import type { EngineChoice } from '../engines/open-engine.ts';

/** What a command that runs networks was told of the engine. */
export interface EngineFlags {
  readonly engine?: EngineChoice;
}

/**
 * Adds `--engine`. The names stand here once more, since the help of a command loads no engine; a specification
 * holds them together.
 */
export function withEngine(command: Command): Command {
  return command.addOption(
    new Option(
      '--engine <name>',
      'what runs networks: onnx (the default, on the processor), onnx-cuda or onnx-webgpu (on a GPU), each with -fp16 for half precision, tfjs (the first TensorFlow.js that is here) or one of those',
    ).choices([
      'onnx',
      'onnx-fp16',
      'onnx-cuda',
      'onnx-cuda-fp16',
      'onnx-webgpu',
      'onnx-webgpu-fp16',
      'tfjs',
      'tfjs-node-gpu',
      'tfjs-node',
      'tfjs-wasm',
    ]),
  );
}
