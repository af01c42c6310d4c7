import { type OptimiserSetting, resolveOptimiser } from '../diffusion/optimisers/optimiser.ts';
import type { Fields } from '../numeric/fields.ts';

/** How long and by what a network is trained: complete plain data. */
export interface TrainingSetting {
  readonly steps: number;
  /** Samples of a step. */
  readonly batch: number;
  readonly optimiser: OptimiserSetting;
}

/** What a profile changes in every training. */
export interface TrainingLimit {
  /** At most so many steps. */
  readonly steps: number;
}

/**
 * The steps, batch and optimiser of a recipe. Annealing without `periods` ends with the training.
 * @throws InputError on values that are not allowed.
 */
export function resolveTraining(declared: Fields, limit: TrainingLimit | undefined): TrainingSetting {
  const full = declared.integer('steps', { atLeast: 1 });
  const steps = Math.min(full, limit?.steps ?? full);
  const optimiser = resolveOptimiser(untilEnd(declared.raw('optimiser'), steps), declared.at('optimiser'));
  return { steps, batch: declared.integer('batch', { atLeast: 1 }), optimiser };
}

function untilEnd(optimiser: unknown, steps: number): unknown {
  const { learningRate, ...rest } = { ...(optimiser as { learningRate?: { annealing?: unknown } }) };
  const annealing = learningRate?.annealing;
  if (typeof annealing !== 'object' || annealing === null || 'periods' in annealing) return optimiser;
  const { stepsPerPeriod } = annealing as { stepsPerPeriod?: unknown };
  const periods = Math.ceil(steps / (Number.isInteger(stepsPerPeriod) ? (stepsPerPeriod as number) : 1));
  return { ...rest, learningRate: { ...learningRate, annealing: { ...annealing, periods } } };
}
