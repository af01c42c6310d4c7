import { fields } from '../numeric/fields.ts';
import { type DenoiserRecipe, resolveDenoiser } from './denoiser-recipe.ts';
import { type DistilledRecipe, resolveDistilled } from './distilled-recipe.ts';
import type { TrainingLimit } from './recipe-training.ts';
import { resolveVariation, type VariationRecipe } from './variation-recipe.ts';

/** A denoiser trained on data, on another denoiser, or as another but for one thing. */
export type AnyDenoiserRecipe = DenoiserRecipe | DistilledRecipe | VariationRecipe;

/**
 * The complete recipe that the declaration of a denoiser of any kind means.
 * @throws InputError on unknown keys and values that are not allowed.
 */
export function resolveAnyDenoiser(
  declaration: unknown,
  where: string,
  limit?: TrainingLimit,
): AnyDenoiserRecipe {
  const kind = fields(declaration, where).raw('kind');
  if (kind === 'distilled') return resolveDistilled(declaration, where, limit);
  if (kind === 'variation') return resolveVariation(declaration, where);
  return resolveDenoiser(declaration, where, limit);
}
