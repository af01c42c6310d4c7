import { resolveSchedule, type ScheduleSetting } from '../diffusion/schedule.ts';
import { type Fields, fields } from '../numeric/fields.ts';
import { InputError } from '../numeric/input-error.ts';
import type { DiffirArchitecture, DiffirDiffusion } from './diffir-networks.ts';
import { resolveTraining, type TrainingLimit, type TrainingSetting } from './recipe-training.ts';

/**
 * How DiffIR is first trained at the scale model's size (Xia et al. 2023), its prior that of the true image: complete
 * plain data. It is trained on the training set of what it is to restore.
 */
export interface DiffirTruthRecipe {
  readonly kind: 'diffir-truth';
  readonly architecture: DiffirArchitecture;
  readonly training: TrainingSetting;
}

/** How it is trained on, its prior diffused from what the LR image says; it begins as a copy of the other. */
export interface DiffirRecipe extends DiffirDiffusion {
  readonly kind: 'diffir';
  /** The role of the restorer that knows the truth. */
  readonly pretrained: string;
  readonly training: TrainingSetting;
}

/**
 * The complete recipe that the declaration of DiffIR's first stage means.
 * @throws InputError on unknown keys and values that are not allowed.
 */
export function resolveDiffirTruth(
  declaration: unknown,
  where: string,
  limit?: TrainingLimit,
): DiffirTruthRecipe {
  const declared = named(declaration, where);
  const inner = fields(declared.raw('architecture'), declared.at('architecture'));
  const prior = fields(inner.raw('prior'), inner.at('prior'));
  const positive = { atLeast: 1 };
  const recipe: DiffirTruthRecipe = {
    kind: declared.oneOf('kind', ['diffir-truth']),
    architecture: {
      channels: inner.integer('channels', { atLeast: 2 }),
      blocks: levels(inner, 'blocks'),
      heads: levels(inner, 'heads'),
      hidden: inner.number('hidden', positive),
      prior: {
        length: prior.integer('length', positive),
        channels: prior.integer('channels', positive),
        blocks: prior.integer('blocks', { atLeast: 0 }),
      },
    },
    training: resolveTraining(declared, limit),
  };
  for (const read of [prior, inner, declared]) read.end();
  assertShared(recipe.architecture, inner);
  return recipe;
}

/**
 * The complete recipe that the declaration of its second stage means; two residual layers, and four levels whose betas
 * go from 0.1 to 0.99, as the paper says, where it is silent.
 * @throws InputError on unknown keys and values that are not allowed.
 */
export function resolveDiffir(declaration: unknown, where: string, limit?: TrainingLimit): DiffirRecipe {
  const declared = named(declaration, where);
  const schedule = declared.raw('schedule') ?? fourLevels;
  const recipe: DiffirRecipe = {
    kind: declared.oneOf('kind', ['diffir']),
    pretrained: declared.text('pretrained'),
    schedule: cleanFirst(resolveSchedule(schedule, declared.at('schedule')), declared),
    layers: declared.integer('layers', { atLeast: 0 }, 2),
    training: resolveTraining(declared, limit),
  };
  declared.end();
  return recipe;
}

const fourLevels = { kind: 'linear', steps: 4, firstBeta: 0.1, lastBeta: 0.99 };

function named(declaration: unknown, where: string): Fields {
  const declared = fields(declaration, where);
  for (const key of ['$schema', 'id', 'title']) declared.raw(key);
  return declared;
}

/** A number of each of the two levels. */
function levels(declared: Fields, key: string): readonly [number, number] {
  const found = declared.raw(key);
  if (Array.isArray(found) && found.length === 2 && found.every((n) => Number.isInteger(n) && n > 0))
    return [found[0], found[1]];
  throw new InputError({
    where: declared.at(key),
    expected: 'a number of each of the two levels',
    got: JSON.stringify(found) ?? 'nothing',
    remedy: 'give a list such as [1, 2]',
  });
}

/** @throws InputError unless every head has an equal share of its level's channels, and half the channels are whole. */
function assertShared({ channels, heads: [outer, inner] }: DiffirArchitecture, declared: Fields): void {
  const whole = [channels / 2, channels / outer, (2 * channels) / inner].every(Number.isInteger);
  if (whole) return;
  throw new InputError({
    where: declared.at('channels'),
    expected: 'an even number that the heads of both levels divide',
    got: `${channels} channels for ${outer} and ${inner} heads`,
    remedy: 'take another number of channels or heads',
  });
}

/** @throws InputError for an order of levels that the diffusion of a prior does not go through. */
function cleanFirst(schedule: ScheduleSetting, declared: Fields): ScheduleSetting {
  if (schedule.kind === 'linear') return schedule;
  throw new InputError({
    where: `${declared.at('schedule')}/kind`,
    expected: 'linear',
    got: JSON.stringify(schedule.kind),
    remedy: 'give the betas of a linear schedule',
  });
}
