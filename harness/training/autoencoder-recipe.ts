import type { ScaleAutoencoderConfig } from '../networks/scale-autoencoder.ts';
import { type Fields, fields } from '../numeric/fields.ts';
import { InputError } from '../numeric/input-error.ts';
import { resolveTraining, type TrainingLimit, type TrainingSetting } from './recipe-training.ts';

/** How an autoencoder of the scale model is made: complete plain data. */
export interface ScaleAutoencoderRecipe {
  readonly kind: 'scale';
  readonly architecture: ScaleAutoencoderConfig;
  /** The data sets that it is trained on, by id. */
  readonly data: readonly string[];
  readonly training: TrainingSetting;
  /** Whether each image of a batch is mirrored at random, left to right. */
  readonly flips: boolean;
  /** Standard deviation of the noise added to latents in training. */
  readonly latentNoise: number;
  /** Weight of the latents' mean square in the loss. */
  readonly latentPenalty: number;
  /** How many training images the latents are standardised over, per channel. */
  readonly standardisedOver: number;
}

/** One of the paper's autoencoders, whose weights the user brings as an asset of that id. */
export interface PublishedAutoencoderRecipe {
  readonly kind: 'published';
  readonly asset: string;
}

export type AutoencoderRecipe = ScaleAutoencoderRecipe | PublishedAutoencoderRecipe;

/**
 * The complete recipe that the declaration of an autoencoder means.
 * @throws InputError on unknown keys and values that are not allowed.
 */
export function resolveAutoencoder(
  declaration: unknown,
  where: string,
  limit?: TrainingLimit,
): AutoencoderRecipe {
  const declared = fields(declaration, where);
  for (const key of ['$schema', 'id', 'title']) declared.raw(key);
  const recipe: AutoencoderRecipe =
    declared.oneOf('kind', ['scale', 'published']) === 'published'
      ? { kind: 'published', asset: declared.text('asset') }
      : {
          kind: 'scale',
          architecture: architecture(declared),
          data: texts(declared, 'data'),
          training: resolveTraining(declared, limit),
          flips: declared.truth('flips', false),
          latentNoise: declared.number('latentNoise', { atLeast: 0 }),
          latentPenalty: declared.number('latentPenalty', { atLeast: 0 }),
          standardisedOver: declared.integer('standardisedOver', { atLeast: 1 }),
        };
  declared.end();
  return recipe;
}

function architecture(declared: Fields): ScaleAutoencoderConfig {
  const inner = fields(declared.raw('architecture'), declared.at('architecture'));
  const widths = inner.raw('widths');
  if (
    !Array.isArray(widths) ||
    widths.length === 0 ||
    !widths.every((width) => Number.isInteger(width) && width > 0)
  ) {
    throw new InputError({
      where: inner.at('widths'),
      expected: 'the channels after each halving',
      got: JSON.stringify(widths) ?? 'nothing',
      remedy: 'give a list such as [16, 32]',
    });
  }
  const config = { latentChannels: inner.integer('latentChannels', { atLeast: 1 }), widths };
  inner.end();
  return config;
}

function texts(declared: Fields, key: string): readonly string[] {
  const value = declared.raw(key);
  if (Array.isArray(value) && value.length > 0 && value.every((text) => typeof text === 'string'))
    return value;
  throw new InputError({
    where: declared.at(key),
    expected: 'a list of ids',
    got: JSON.stringify(value) ?? 'nothing',
    remedy: 'name at least one',
  });
}
