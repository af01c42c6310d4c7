import { type EmaState, initialEma, updateEma } from '../diffusion/ema.ts';
import type { EmaSetting } from '../diffusion/ema-decay.ts';
import type { NamedArrays } from '../diffusion/named-arrays.ts';
import { initialOptimiser, type OptimiserState, optimiserStep } from '../diffusion/optimisers/optimiser.ts';
import { declared } from '../networks/declared.ts';
import type { TrainingEngine, Weights } from '../networks/engine.ts';
import { initialWeights } from '../networks/initial-weights.ts';
import type { TrainingSetting } from './recipe-training.ts';
import type { TrainingTask } from './task.ts';

/** Where a training stands: plain arrays, which a checkpoint stores as they are. */
export interface TrainingState {
  /** All parameters, statistics too. */
  readonly weights: Weights;
  readonly optimiser: OptimiserState;
  /** Null where no average is kept. */
  readonly ema: EmaState | null;
  /** The mean loss of each `curveStride` steps, the last of them unfinished. */
  readonly losses: number[];
}

/** The steps whose mean loss is one point of the training curve. */
export const curveStride = 10;

/** A state from which training begins. */
export function initialState(task: TrainingTask, ema: EmaSetting | null, seed: number): TrainingState {
  const { parameters } = declared(task.loss, task.inputs);
  const weights = initialWeights(parameters, seed);
  const names = parameters.filter(({ trainable }) => trainable).map(({ name }) => name);
  const trainable = arraysOf(weights, names);
  return { weights, optimiser: initialOptimiser(trainable), ema: ema && initialEma(trainable), losses: [] };
}

/**
 * Trains on from a state, which moves in place, to the last step of the setting.
 * @param watch is told after each step; what it returns is waited for
 * @throws InputError when a gradient is not finite, naming the parameter.
 */
export async function train(
  task: TrainingTask,
  setting: TrainingSetting,
  ema: EmaSetting | null,
  engine: TrainingEngine,
  state: TrainingState,
  watch: (step: number, loss: number, learningRate: number) => Promise<void> | void,
): Promise<void> {
  const trainable = arraysOf(state.weights, [...state.optimiser.first.keys()]);
  const differentiated = await engine.differentiate(task.loss, task.inputs);
  try {
    for (let step = state.optimiser.step; step < setting.steps; step++) {
      const { value, gradients } = await differentiated.run(task.batch(step), state.weights);
      const { learningRate } = optimiserStep(setting.optimiser, state.optimiser, trainable, gradients);
      if (ema && state.ema) updateEma(ema, state.ema, trainable);
      record(state.losses, step, value);
      await watch(step + 1, value, learningRate);
    }
  } finally {
    await differentiated.dispose();
  }
}

/** The weights with their averages in place of those that were trained. */
export function averaged({ weights, ema }: TrainingState): Weights {
  return new Map(
    [...weights].map(([name, { shape, data }]) => [
      name,
      { shape, data: Float32Array.from(ema?.averages.get(name) ?? data) },
    ]),
  );
}

function arraysOf(weights: Weights, names: readonly string[]): NamedArrays {
  return new Map(names.map((name) => [name, weights.get(name)!.data]));
}

/** Running means: the k-th value of a stride enters with weight 1 / k. */
function record(losses: number[], step: number, loss: number): void {
  const at = Math.floor(step / curveStride);
  const before = losses[at] ?? 0;
  losses[at] = before + (loss - before) / ((step % curveStride) + 1);
}
