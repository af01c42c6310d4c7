import { resolveSampler, type Sampler } from '../diffusion/samplers/catalogue.ts';
import { fields } from '../numeric/fields.ts';
import { resolveDenoiser, type ScaleDenoiserRecipe } from './denoiser-recipe.ts';
import type { TrainingLimit } from './recipe-training.ts';

/**
 * How SR3 is made at the scale model's size (Saharia et al. 2021), a denoiser of pixels that sees the LR image enlarged
 * to their size: complete plain data. It is trained on the training set of what it is to restore.
 */
export interface Sr3Recipe
  extends Pick<
    ScaleDenoiserRecipe,
    'architecture' | 'objective' | 'schedule' | 'prediction' | 'training' | 'ema'
  > {
  readonly kind: 'sr3';
  /** Images larger than this side are cut at random places. */
  readonly patch: number;
  readonly sampler: Sampler;
}

/**
 * The complete recipe that the declaration of SR3 means.
 * @throws InputError on unknown keys and values that are not allowed.
 */
export function resolveSr3(declaration: unknown, where: string, limit?: TrainingLimit): Sr3Recipe {
  const declared = fields(declaration, where);
  const patch = declared.integer('patch', { atLeast: 2 });
  const sampler = resolveSampler(declared.raw('sampler'), declared.at('sampler'));
  const { patch: _p, sampler: _s, ...rest } = declaration as Record<string, unknown>;
  // All else is a denoiser's, of the noise in L1, one of SR3's two losses. Estimates of the image are bounded to its
  // range, without which a few steps from almost pure noise magnify the error of the first.
  const denoiser = {
    ...rest,
    kind: 'scale',
    objective: { target: 'eps', distance: 'l1' },
    prediction: { signalFloor: 0, clip: 1 },
  };
  const { architecture, objective, schedule, prediction, training, ema } = resolveDenoiser(
    denoiser,
    where,
    limit,
  ) as ScaleDenoiserRecipe;
  return { kind: 'sr3', architecture, objective, schedule, prediction, training, ema, patch, sampler };
}
