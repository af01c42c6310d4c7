import { type ConditionMode, conditionModes } from '../diffusion/condition.ts';
import type { EmaSetting } from '../diffusion/ema-decay.ts';
import { type Prediction, resolvePrediction } from '../diffusion/prediction.ts';
import { createSchedule, resolveSchedule, type ScheduleSetting } from '../diffusion/schedule.ts';
import type { Trained } from '../diffusion/trained.ts';
import { type Objective, resolveObjective } from '../diffusion/training-objective.ts';
import { type Fields, fields } from '../numeric/fields.ts';
import { InputError } from '../numeric/input-error.ts';
import {
  type EpochSetting,
  resolveEpochs,
  resolveTraining,
  type TrainingLimit,
  type TrainingSetting,
} from './recipe-training.ts';

/** What a denoiser sees of the LR image. */
export interface ConditionSetting {
  readonly mode: ConditionMode;
  /** What pixels in [-1, 1] are multiplied by, where they are the condition. */
  readonly pixelScale: number;
}

/** What a denoiser was trained for, and how its output is read. */
export interface DenoiserUse {
  readonly condition: ConditionSetting;
  /** Null for a flow. */
  readonly schedule: ScheduleSetting | null;
  readonly objective: Objective;
  /** Null for a flow. */
  readonly prediction: Prediction | null;
}

/** How a denoiser of the scale model is made: complete plain data. */
export interface ScaleDenoiserRecipe extends DenoiserUse {
  readonly kind: 'scale';
  readonly architecture: { readonly channels: number; readonly timeChannels: number };
  readonly training: TrainingSetting;
  readonly ema: EmaSetting;
}

/** The paper's denoiser, an asset whose id names autoencoder and data set in the places of `{...}`. */
export interface PublishedDenoiserRecipe extends DenoiserUse {
  readonly kind: 'published';
  readonly asset: string;
}

/** The paper's denoiser, trained here: its geometry follows from the latents. */
export interface Unet2dRecipe extends DenoiserUse {
  readonly kind: 'unet-2d';
  readonly training: EpochSetting;
  readonly ema: EmaSetting;
}

export type DenoiserRecipe = ScaleDenoiserRecipe | PublishedDenoiserRecipe | Unet2dRecipe;

/** What a denoiser's training is told: a recipe whose steps are known. */
export type DenoiserTraining =
  | Omit<ScaleDenoiserRecipe, 'kind'>
  | (Omit<Unet2dRecipe, 'training'> & { readonly training: TrainingSetting });

/**
 * The complete recipe that the declaration of a denoiser means.
 * @throws InputError on unknown keys and values that are not allowed.
 */
export function resolveDenoiser(declaration: unknown, where: string, limit?: TrainingLimit): DenoiserRecipe {
  const declared = fields(declaration, where);
  for (const key of ['$schema', 'id', 'title']) declared.raw(key);
  const kind = declared.oneOf('kind', ['scale', 'published', 'unet-2d']);
  const use = resolveUse(declared);
  const recipe: DenoiserRecipe =
    kind === 'published'
      ? { kind, ...use, asset: declared.text('asset') }
      : kind === 'unet-2d'
        ? { kind, ...use, training: resolveEpochs(declared, limit), ema: ema(declared) }
        : {
            kind,
            ...use,
            architecture: architecture(declared),
            training: resolveTraining(declared, limit),
            ema: ema(declared),
          };
  declared.end();
  return recipe;
}

/** The process that a denoiser was trained for. */
export function trainedFor({ schedule, objective, prediction }: DenoiserUse): Trained {
  if (objective.target === 'flow') return { kind: 'flow', time: objective.time };
  return { kind: 'diffusion', schedule: createSchedule(schedule!), prediction: prediction! };
}

/** What a training divides times by: the paper's denoiser takes them as they are. */
export function trainedTimeScale(training: DenoiserTraining): number {
  return 'kind' in training ? 1 : timeScale(training);
}

/** What times are divided by to lie in [0, 1]. */
export function timeScale({ schedule, objective }: DenoiserUse): number {
  if (objective.target === 'flow') return objective.time === 'fraction' ? 1 : objective.time - 1;
  return Math.max(1, schedule!.steps - 1);
}

function resolveUse(declared: Fields): DenoiserUse {
  const objective = resolveObjective(declared.raw('objective') ?? {}, declared.at('objective'));
  const flow = objective.target === 'flow';
  const condition = fields(declared.raw('condition') ?? {}, declared.at('condition'));
  const setting = {
    mode: condition.oneOf('mode', conditionModes, 'native'),
    // Images in [-1, 1] have a standard deviation of about half, latents of 1.
    pixelScale: condition.number('pixelScale', { above: 0 }, 2),
  };
  condition.end();
  return {
    condition: setting,
    objective,
    schedule: flow
      ? null
      : resolveSchedule(declared.raw('schedule') ?? { kind: 'cosine' }, declared.at('schedule')),
    prediction: flow ? null : prediction(declared, objective.target),
  };
}

/** How the output is read follows from the target; the rest may be declared. */
function prediction(declared: Fields, target: string): Prediction {
  const given = declared.raw('prediction') ?? {};
  const where = declared.at('prediction');
  if (fields(given, where).has('target')) {
    throw new InputError({
      where: `${where}/target`,
      expected: 'no key of its own: it follows from the objective',
      got: JSON.stringify((given as { target: unknown }).target),
      remedy: "remove it, or change the objective's target",
    });
  }
  return resolvePrediction({ ...given, target }, where);
}

function architecture(declared: Fields): ScaleDenoiserRecipe['architecture'] {
  const inner = fields(declared.raw('architecture'), declared.at('architecture'));
  const config = {
    channels: inner.integer('channels', { atLeast: 8 }),
    timeChannels: inner.integer('timeChannels', { atLeast: 2 }),
  };
  inner.end();
  return config;
}

function ema(declared: Fields): EmaSetting {
  const inner = fields(declared.raw('ema'), declared.at('ema'));
  const setting = {
    decay: inner.number('decay', { atLeast: 0, atMost: 0.999999 }),
    warmUp: inner.truth('warmUp', false),
  };
  inner.end();
  return setting;
}
