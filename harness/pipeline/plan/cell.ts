import { assertLinear, resolveDegradation } from '../../degrade/catalogue.ts';
import { networkCalls, resolveSampler } from '../../diffusion/samplers/catalogue.ts';
import { InputError } from '../../numeric/input-error.ts';
import type { Cell } from '../cell.ts';
import type { Stage } from '../stage.ts';
import { type PlannedAutoencoder, plannedAutoencoder } from './autoencoders.ts';
import { batchOf } from './batch.ts';
import { foundLatents } from './cached-latents.ts';
import { Missing, type PlanContext, plannedStage, playedBy } from './context.ts';
import { datasetOf, lowOf, type PlannedSet, pixelsOf, type TaskImages, taskImages } from './data.ts';
import { plannedDenoiser } from './denoisers.ts';
import { encoded, latentPairs, latentsOf, weightsOf } from './latents.ts';
import { memoised } from './memoised.ts';
import { resourcesOf } from './resources.ts';
import { restorationStage } from './restoration.ts';

/** The stages that make a cell's images. */
export interface PlannedCell {
  readonly cell: Cell;
  readonly set: PlannedSet;
  /** Absent where only latents of the LR images are there. */
  readonly low?: Stage;
  /** Images, and latents where the method makes them. */
  readonly images: Stage;
  readonly autoencoder?: PlannedAutoencoder;
  readonly madeByDiffusion: boolean;
}

/** @throws Missing where the profile lacks something that the cell needs. */
export function plannedCell(
  context: PlanContext,
  cell: Cell,
  dataset: string,
  limit: number | null,
): PlannedCell {
  const set = batchOf(
    context,
    latentSet(context, cell, dataset, limit) ?? datasetOf(context, dataset, limit),
  );
  const task = taskImages(context, set, cell.degradation);
  const autoencoder =
    cell.autoencoder === undefined
      ? undefined
      : plannedAutoencoder(context, cell.autoencoder, cell.seed.autoencoder);
  const diffused = cell.method.kind === 'latent-diffusion';
  const images = diffused
    ? sampled(context, cell, task, autoencoder!)
    : cell.method.kind === 'guided-diffusion'
      ? guided(context, cell, task, autoencoder!)
      : cell.method.kind === 'classifier-free-diffusion'
        ? sampled(context, cell, task, autoencoder!, classifierFree(context, cell, task, autoencoder!))
        : cell.method.kind === 'autoencoder'
          ? reconstruction(context, set, autoencoder!)
          : restorationStage(context, cell, task);
  if (context.batch !== undefined && images.kind === 'images-elsewhere')
    throw new Missing(`needs all images: those of ${cell.method.id} come as a whole`);
  const { low } = task;
  return {
    cell,
    set,
    ...(low && { low }),
    images,
    ...(autoencoder && { autoencoder }),
    madeByDiffusion: diffused,
  };
}

/** A data set of which only latents are there, by the cell's autoencoder; undefined where its images are, or neither. */
function latentSet(
  context: PlanContext,
  { autoencoder: role, seed }: Cell,
  dataset: string,
  limit: number | null,
): PlannedSet | undefined {
  const set = context.dataset(dataset);
  if (!('missing' in set) || !set.use || role === undefined || seed.autoencoder > 0) return undefined;
  const found = foundLatents(context, dataset, role);
  return (
    found &&
    memoised(context, 'latent set', [dataset, role, limit], () => {
      const { factor } = plannedAutoencoder(context, role, 0).latent;
      const { hr } = found.side;
      return {
        ...set.use,
        id: dataset,
        samples: Math.min(limit ?? found.samples, found.samples),
        hasMasks: false,
        ...(hr !== undefined && { side: hr * factor }),
      };
    })
  );
}

/** What an autoencoder makes of a set's images. */
export function reconstruction(
  context: PlanContext,
  set: PlannedSet,
  autoencoder: PlannedAutoencoder,
): Stage {
  const { role, params, location } = autoencoder;
  const size = autoencoder.decoding(set.side ?? 0);
  const stage = () =>
    plannedStage(context, 'reconstruct', {
      label: `reconstruct ${set.id} ${role}`,
      params: { autoencoder: params },
      inputs: { ...encoded(context, set, autoencoder), ...weightsOf(autoencoder) },
      ...(location !== undefined && { location }),
      work: set.samples,
      samples: set.samples,
      flop: set.samples * size.flop,
      ...resourcesOf([latentsOf(set, autoencoder)], [pixelsOf(set)], [size], (set.side ?? 0) ** 2),
    });
  return memoised(context, 'reconstruct', [set, autoencoder], stage);
}

/** What is drawn, brought into agreement with the LR images: at the end, and where it is asked for at every step. */
function guided(context: PlanContext, cell: Cell, task: TaskImages, autoencoder: PlannedAutoencoder): Stage {
  const low = lowOf(task);
  const { degradation } = low.params;
  if (degradation === undefined) {
    throw new Missing(`needs LR images of a known degradation, which those of ${task.set.id} have not`);
  }
  assertLinear(resolveDegradation(degradation, task.degradation.id), `method ${cell.method.id}`);
  const guidance = { degradation, passes: cell.method['passes'] ?? 1 };
  const each: Guidance | undefined =
    cell.method['guide'] === 'every-step'
      ? { stage: 'sample-guided', params: guidance, inputs: { low }, calls: 1, throughImages: true }
      : undefined;
  return plannedStage(context, 'back-project', {
    label: `back-project ${cell.id}`,
    params: guidance,
    inputs: { images: sampled(context, cell, task, autoencoder, each), low },
    work: task.set.samples,
    ...resourcesOf([pixelsOf(task.set)], [pixelsOf(task.set)]),
  });
}

/** @throws InputError for a denoiser that always saw its condition. */
function classifierFree(
  context: PlanContext,
  cell: Cell,
  task: TaskImages,
  autoencoder: PlannedAutoencoder,
): Guidance {
  const { dropped } = plannedDenoiser(context, cell.denoiser!, task, autoencoder, cell.seed);
  if (dropped === undefined) {
    throw new InputError({
      where: `method ${cell.method.id}`,
      expected: 'a denoiser that was trained without its condition, too',
      got: cell.denoiser!,
      remedy: 'name a denoiser of kind variation with `dropped`',
    });
  }
  const { guidance } = cell.method;
  return { stage: 'sample', params: { guidance }, inputs: {}, calls: 2, throughImages: false };
}

/** What guides a sampling. */
interface Guidance {
  readonly stage: string;
  readonly params: object;
  readonly inputs: Readonly<Record<string, Stage>>;
  /** How often it calls the denoiser at every step. */
  readonly calls: number;
  /** Whether the estimate of every step is decoded and encoded again. */
  readonly throughImages: boolean;
}

/**
 * What a cell of latent diffusion draws another time.
 * @param draw from 1: the seed of the run and so many more
 */
export function drawnAgain(
  context: PlanContext,
  { cell, set, autoencoder }: PlannedCell,
  draw: number,
): Stage {
  const task = taskImages(context, set, cell.degradation);
  return sampled(context, cell, task, autoencoder!, undefined, context.seed + draw);
}

/** @param guidance of every step, where there is any */
function sampled(
  context: PlanContext,
  cell: Cell,
  task: TaskImages,
  autoencoder: PlannedAutoencoder,
  guidance?: Guidance,
  seed = context.seed,
): Stage {
  const { set } = task;
  const denoiser = plannedDenoiser(context, cell.denoiser!, task, autoencoder, cell.seed);
  const which = cell.method['weights'] === 'raw' ? 'raw' : 'ema';
  const weights = which === 'raw' ? denoiser.raw : denoiser.weights;
  const { profile } = context;
  const sampler = resolveSampler(
    playedBy(profile.samplers, cell.sampler!, 'the sampler', profile),
    `experiments/profiles/${profile.id}.json /samplers/${cell.sampler}`,
  );
  const { condition } = latentPairs(context, task, autoencoder, denoiser.use.condition);
  const calls = (guidance?.calls ?? 1) * networkCalls(sampler);
  const side = set.side ?? 0;
  const [call, decoding, encoding] = [
    denoiser.call(task),
    autoencoder.decoding(side),
    autoencoder.encoding(side),
  ];
  const step = call.flop + (guidance?.throughImages ? decoding.flop + encoding.flop : 0);
  const latents = latentsOf(set, autoencoder);
  return plannedStage(context, guidance?.stage ?? 'sample', {
    label: `sample ${cell.id}`,
    params: {
      autoencoder: autoencoder.params,
      denoiser: denoiser.params,
      weights: which,
      sampler,
      seed,
      ...guidance?.params,
    },
    inputs: {
      condition,
      ...guidance?.inputs,
      ...encoded(context, set, autoencoder),
      ...weightsOf(autoencoder),
      ...(weights && { denoiser: weights }),
    },
    ...(autoencoder.location !== undefined && { location: autoencoder.location }),
    work: set.samples * calls,
    samples: set.samples,
    calls,
    flop: set.samples * (calls * step + decoding.flop),
    ...resourcesOf([latents], [latents, pixelsOf(set)], [call, decoding], side ** 2),
  });
}
