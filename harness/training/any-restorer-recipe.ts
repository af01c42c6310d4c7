import { fields } from '../numeric/fields.ts';
import {
  type DiffirRecipe,
  type DiffirTruthRecipe,
  resolveDiffir,
  resolveDiffirTruth,
} from './diffir-recipe.ts';
import type { TrainingLimit } from './recipe-training.ts';
import { type RestorerRecipe, resolveRestorer } from './restorer-recipe.ts';
import { resolveSr3, type Sr3Recipe } from './sr3-recipe.ts';

/** A restorer of any kind: published, trained on other images, or on the training set of what it restores. */
export type AnyRestorerRecipe = RestorerRecipe | Sr3Recipe | DiffirTruthRecipe | DiffirRecipe;

/**
 * The complete recipe that the declaration of a restorer of any kind means.
 * @throws InputError on unknown keys and values that are not allowed.
 */
export function resolveAnyRestorer(
  declaration: unknown,
  where: string,
  limit?: TrainingLimit,
): AnyRestorerRecipe {
  const kind = fields(declaration, where).raw('kind');
  if (kind === 'sr3') return resolveSr3(declaration, where, limit);
  if (kind === 'diffir-truth') return resolveDiffirTruth(declaration, where, limit);
  if (kind === 'diffir') return resolveDiffir(declaration, where, limit);
  return resolveRestorer(declaration, where, limit);
}
