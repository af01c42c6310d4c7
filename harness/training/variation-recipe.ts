import { fields } from '../numeric/fields.ts';
import { InputError } from '../numeric/input-error.ts';
import type { DenoiserUse, ScaleDenoiserRecipe } from './denoiser-recipe.ts';

/** What a denoiser's training may do otherwise; what is absent is as it is. */
export interface Variation {
  /** Weights of the Haar subbands of the error: of the details from the finest level on, then of the approximation. */
  readonly subbands?: readonly number[];
  /** The probability of a sample to lose its condition in training. */
  readonly dropped?: number;
}

/** A denoiser that is made as another of the scale model but for one thing: complete plain data. */
export interface VariationRecipe extends Variation {
  readonly kind: 'variation';
  /** The role of the other. */
  readonly of: string;
}

/** What the training of a variation is told. */
export type VariationTraining = DenoiserUse &
  Pick<ScaleDenoiserRecipe, 'architecture' | 'training' | 'ema'> &
  Variation;

/**
 * The complete recipe that the declaration of a variation means.
 * @throws InputError on unknown keys, on values that are not allowed, and where nothing or more than one thing differs.
 */
export function resolveVariation(declaration: unknown, where: string): VariationRecipe {
  const declared = fields(declaration, where);
  for (const key of ['$schema', 'id', 'title']) declared.raw(key);
  const kind = declared.oneOf('kind', ['variation']);
  const of = declared.text('of');
  const weights = declared.raw('subbands');
  const dropped = declared.has('dropped') && declared.number('dropped', { above: 0, atMost: 0.9 });
  declared.end();
  if ((weights === undefined) === (dropped === false)) {
    throw new InputError({
      where,
      expected: 'either subbands or dropped',
      got: weights === undefined ? 'neither' : 'both',
      remedy: 'say one thing in which it differs',
    });
  }
  return dropped === false
    ? { kind, of, subbands: subbandWeights(weights, declared.at('subbands')) }
    : { kind, of, dropped };
}

function subbandWeights(weights: unknown, where: string): readonly number[] {
  if (
    Array.isArray(weights) &&
    weights.length > 1 &&
    weights.every((weight) => Number.isFinite(weight) && weight > 0)
  )
    return weights;
  throw new InputError({
    where,
    expected: 'two or more numbers above 0',
    got: JSON.stringify(weights),
    remedy: 'give the weights of the details, finest first, and of the approximation',
  });
}
