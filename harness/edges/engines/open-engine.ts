import type { TrainingEngine } from '../../networks/engine.ts';
import { InputError } from '../../numeric/input-error.ts';
import { onnxEngine } from './onnx/engine.ts';
import { firstTfjs, type TfjsBackend, type TfjsName, tfjsBackends, tfjsNames } from './tfjs/backends.ts';
import { tfjsEngine } from './tfjs/engine.ts';

export { DEFAULT_ENGINE } from './default-engine.ts';

/** An engine that networks run on. The same engine gives the same bytes; two differ within 1e-4. */
export type EngineName = 'onnx' | TfjsName;

/** What `--engine` may say: an engine, or `tfjs` for the first of TensorFlow.js that runs here. */
export const engineChoices = ['onnx', 'tfjs', ...tfjsNames] as const;
export type EngineChoice = (typeof engineChoices)[number];

/**
 * The engine that a choice means here.
 * @throws InputError when it cannot run here, saying what it lacks.
 */
export function engineNamed(
  choice: EngineChoice,
  present: readonly TfjsBackend[] = tfjsBackends(),
): EngineName {
  if (choice === 'onnx') return choice;
  const asked = present.filter(({ name }) => choice === 'tfjs' || name === choice);
  const { backend } = firstTfjs(asked);
  if (backend) return backend.name;
  throw new InputError({
    where: '--engine',
    expected: choice === 'tfjs' ? 'a TensorFlow.js engine that runs here' : `${choice} to run here`,
    got: asked.map(({ name, lacks }) => `${name} without ${lacks}`).join('; '),
    remedy: 'or leave --engine out',
  });
}

/**
 * An engine, ready to compile networks.
 * @param threads that one operation may use; for TensorFlow.js those of the first engine of a process hold
 * @throws InputError when it cannot run here.
 */
export async function openEngine(
  choice: EngineChoice,
  { threads }: { readonly threads: number },
): Promise<TrainingEngine> {
  const name = engineNamed(choice);
  return name === 'onnx' ? onnxEngine({ threads }) : tfjsEngine({ backend: name, threads });
}
