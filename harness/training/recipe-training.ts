import { type OptimiserSetting, resolveOptimiser } from '../diffusion/optimisers/optimiser.ts';
import type { Fields } from '../numeric/fields.ts';

/** How long and by what a network is trained: complete plain data. */
export interface TrainingSetting {
  readonly steps: number;
  /** Samples of a step. */
  readonly batch: number;
  readonly optimiser: OptimiserSetting;
}

/** The same where the number of samples, which a plan knows, decides the steps. */
export interface EpochSetting {
  /** How often every sample is seen. */
  readonly epochs: number;
  /** The most steps, null where nothing limits them. */
  readonly most: number | null;
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

/**
 * The epochs, batch and optimiser of a recipe. Annealing goes by epochs, as the release's does.
 * @throws InputError on values that are not allowed.
 */
export function resolveEpochs(declared: Fields, limit: TrainingLimit | undefined): EpochSetting {
  const epochs = declared.integer('epochs', { atLeast: 1 });
  const optimiser = resolveOptimiser(untilEnd(declared.raw('optimiser'), epochs), declared.at('optimiser'));
  return { epochs, most: limit?.steps ?? null, batch: declared.integer('batch', { atLeast: 1 }), optimiser };
}

/** The training on so many samples: an epoch ends with its last batch, whole or not. */
export function trainingOn(
  samples: number,
  { epochs, most, batch, optimiser }: EpochSetting,
): TrainingSetting {
  const stepsPerPeriod = Math.ceil(samples / batch);
  const { annealing } = optimiser.learningRate;
  const learningRate = annealing
    ? { ...optimiser.learningRate, annealing: { ...annealing, stepsPerPeriod } }
    : optimiser.learningRate;
  const steps = Math.min(most ?? Number.POSITIVE_INFINITY, epochs * stepsPerPeriod);
  return { steps, batch, optimiser: { ...optimiser, learningRate } };
}

function untilEnd(optimiser: unknown, steps: number): unknown {
  const { learningRate, ...rest } = { ...(optimiser as { learningRate?: { annealing?: unknown } }) };
  const annealing = learningRate?.annealing;
  if (typeof annealing !== 'object' || annealing === null || 'periods' in annealing) return optimiser;
  const { stepsPerPeriod } = annealing as { stepsPerPeriod?: unknown };
  const periods = Math.ceil(steps / (Number.isInteger(stepsPerPeriod) ? (stepsPerPeriod as number) : 1));
  return { ...rest, learningRate: { ...learningRate, annealing: { ...annealing, periods } } };
}
