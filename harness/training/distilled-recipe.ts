import type { DistilledPrediction } from '../diffusion/taught-target.ts';
import { fields } from '../numeric/fields.ts';
import { InputError } from '../numeric/input-error.ts';
import type { DenoiserUse, ScaleDenoiserRecipe } from './denoiser-recipe.ts';
import { resolveTraining, type TrainingLimit, type TrainingSetting } from './recipe-training.ts';

/** How a denoiser is made of another by progressive distillation: complete plain data. */
export interface DistilledRecipe {
  readonly kind: 'distilled';
  /** The role of the denoiser that it begins as a copy of, and that takes two steps for one of its own. */
  readonly teacher: string;
  /** N, the steps that a sampler is to take with it. */
  readonly samplingSteps: number;
  readonly training: TrainingSetting;
}

/** What a distillation's training is told: its teacher's geometry and use are its own. */
export interface DistilledTraining extends DenoiserUse {
  readonly architecture: ScaleDenoiserRecipe['architecture'];
  readonly samplingSteps: number;
  readonly training: TrainingSetting;
}

/**
 * The complete recipe that the declaration of a student means.
 * @throws InputError on unknown keys and values that are not allowed.
 */
export function resolveDistilled(
  declaration: unknown,
  where: string,
  limit?: TrainingLimit,
): DistilledRecipe {
  const declared = fields(declaration, where);
  for (const key of ['$schema', 'id', 'title']) declared.raw(key);
  const recipe: DistilledRecipe = {
    kind: declared.oneOf('kind', ['distilled']),
    teacher: declared.text('teacher'),
    samplingSteps: declared.integer('samplingSteps', { atLeast: 1 }),
    training: resolveTraining(declared, limit),
  };
  declared.end();
  return recipe;
}

/**
 * How a student and its teacher read their outputs.
 * @throws InputError for a flow, and for a teacher that predicts the noise.
 */
export function distilledPrediction({ prediction }: DenoiserUse, where: string): DistilledPrediction {
  if (prediction && prediction.target !== 'eps') return prediction;
  throw new InputError({
    where,
    expected: 'a teacher that predicts x0 or v',
    got: prediction ? 'one that predicts eps' : 'one trained for flow',
    remedy: 'name another teacher: at alpha = 0 no clean latent follows from the noise',
  });
}
