import type { Shape } from './ops.ts';
import type { Scope } from './scope.ts';

/**
 * A network: a pure function of named tensors and the parameters in its scope. It holds no tensor and no
 * state, so one definition serves every engine, training and inference.
 */
export interface Network {
  readonly name: string;
  /** What goes in, in order; sizes as the caller gives them are checked against this by the scope's layers. */
  readonly inputs: readonly string[];
  readonly outputs: readonly string[];
  /** Its results are scores: engines of half precision run it with 32 bits all the same. */
  readonly scores?: true;
  run<T>(scope: Scope<T>, inputs: Readonly<Record<string, T>>): Readonly<Record<string, T>>;
}

/** The shapes of a network's inputs, by name. */
export type InputShapes = Readonly<Record<string, Shape>>;
