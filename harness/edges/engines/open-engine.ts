import type { TrainingEngine } from '../../networks/engine.ts';
import { InputError } from '../../numeric/input-error.ts';
import { DEFAULT_ENGINE } from './default-engine.ts';
import { isOnnx, type OnnxName, onnxNames } from './onnx/devices.ts';
import { onnxEngine } from './onnx/engine.ts';
import { onnxLacks } from './onnx/presence.ts';
import { firstTfjs, type TfjsBackend, type TfjsName, tfjsBackends, tfjsNames } from './tfjs/backends.ts';
import { tfjsEngine } from './tfjs/engine.ts';

/** An engine that networks run on. The same engine gives the same bytes; two differ within 1e-4, of 16 bits by more. */
export type EngineName = OnnxName | TfjsName;

/** What `--engine` may say: an engine, or `tfjs` for the first of TensorFlow.js that runs here. */
export type EngineChoice = EngineName | 'tfjs';
export const engineChoices: readonly EngineChoice[] = [...onnxNames, 'tfjs', ...tfjsNames];

/**
 * The engine that a choice means here; that no choice means the default one, or where that is not here the first of
 * TensorFlow.js.
 * @throws InputError when it cannot run here, saying what it lacks.
 */
export function engineNamed(
  choice: EngineChoice | undefined,
  present: readonly TfjsBackend[] = tfjsBackends(),
  lacks: string | null = onnxLacks(),
): EngineName {
  if (choice === undefined) return engineNamed(lacks === null ? DEFAULT_ENGINE : 'tfjs', present, lacks);
  if (isOnnx(choice)) {
    if (lacks === null) return choice;
    throw notHere(`${choice} to run here`, `${choice} without ${lacks}`, 'or take another engine');
  }
  const asked = present.filter(({ name }) => choice === 'tfjs' || name === choice);
  const { backend } = firstTfjs(asked);
  if (backend) return backend.name;
  const expected = choice === 'tfjs' ? 'a TensorFlow.js engine that runs here' : `${choice} to run here`;
  const got = asked.map((one) => `${one.name} without ${one.lacks}`).join('; ');
  throw notHere(expected, got, 'or leave --engine out');
}

function notHere(expected: string, got: string, remedy: string): InputError {
  return new InputError({ where: '--engine', expected, got, remedy });
}

/** How an engine is to run networks. */
export interface EngineUse {
  readonly threads: number;
  /** Samples at once; by their size where it is left out. */
  readonly batch?: number | undefined;
}

/**
 * An engine, ready to compile networks.
 * @param threads that one operation may use; for TensorFlow.js those of the first engine of a process hold
 * @throws InputError when it cannot run here.
 */
export async function openEngine(
  choice: EngineChoice | undefined,
  { threads, batch }: EngineUse,
): Promise<TrainingEngine> {
  const name = engineNamed(choice);
  const engine = isOnnx(name) ? onnxEngine({ name, threads }) : await tfjsEngine({ backend: name, threads });
  return batch === undefined ? engine : { ...engine, batch };
}
