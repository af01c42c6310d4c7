import { fields } from '../numeric/fields.ts';
import { InputError } from '../numeric/input-error.ts';
import { resolveTraining, type TrainingLimit, type TrainingSetting } from './recipe-training.ts';

/** A published network, an asset, that enlarges the LR image as it is. */
export interface PublishedRestorerRecipe {
  readonly kind: 'published';
  readonly asset: string;
}

export type RestorerRecipe = TrainedRestorerRecipe | PublishedRestorerRecipe;

/**
 * How a restorer of the scale model is made, a small SwinIR trained on mean absolute error: complete plain data.
 * Its factor follows from the sizes of the images that it is trained on.
 */
export interface TrainedRestorerRecipe {
  readonly kind: 'swinir';
  readonly architecture: {
    readonly channels: number;
    /** Blocks of each group. */
    readonly depths: readonly number[];
    readonly heads: number;
    readonly window: number;
    /** Width of the hidden layer of a block, as a multiple of `channels`. */
    readonly hidden: number;
  };
  /** The data set that it is trained on, by id. */
  readonly data: string;
  /** LR images larger than this side are cut at random places, and HR images with them. */
  readonly patch: number;
  readonly training: TrainingSetting;
}

/**
 * The complete recipe that the declaration of a restorer means.
 * @throws InputError on unknown keys and values that are not allowed.
 */
export function resolveRestorer(declaration: unknown, where: string, limit?: TrainingLimit): RestorerRecipe {
  const declared = fields(declaration, where);
  for (const key of ['$schema', 'id', 'title']) declared.raw(key);
  const kind = declared.oneOf('kind', ['swinir', 'published']);
  if (kind === 'published') {
    const published = { kind, asset: declared.text('asset') };
    declared.end();
    return published;
  }
  const inner = fields(declared.raw('architecture'), declared.at('architecture'));
  const depths = inner.raw('depths');
  if (
    !Array.isArray(depths) ||
    depths.length === 0 ||
    !depths.every((depth) => Number.isInteger(depth) && depth > 0)
  ) {
    throw new InputError({
      where: inner.at('depths'),
      expected: 'the number of blocks of each group',
      got: JSON.stringify(depths) ?? 'nothing',
      remedy: 'give a list such as [2, 2]',
    });
  }
  const positive = { atLeast: 1 };
  const recipe: TrainedRestorerRecipe = {
    kind,
    architecture: {
      channels: inner.integer('channels', positive),
      depths,
      heads: inner.integer('heads', positive),
      window: inner.integer('window', positive),
      hidden: inner.number('hidden', positive),
    },
    data: declared.text('data'),
    patch: declared.integer('patch', positive),
    training: resolveTraining(declared, limit),
  };
  inner.end();
  declared.end();
  return recipe;
}
