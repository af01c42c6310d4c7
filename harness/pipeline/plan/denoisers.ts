import { type NetworkSize, networkSize, noSize } from '../../networks/network-size.ts';
import { scaleUnet } from '../../networks/scale-unet.ts';
import { paperUnet2d, unet2d } from '../../networks/unet-2d.ts';
import { InputError } from '../../numeric/input-error.ts';
import type { DenoiserUse, ScaleDenoiserRecipe, Unet2dRecipe } from '../../training/denoiser-recipe.ts';
import { type DistilledRecipe, distilledPrediction } from '../../training/distilled-recipe.ts';
import { trainingOn } from '../../training/recipe-training.ts';
import type { VariationRecipe } from '../../training/variation-recipe.ts';
import type { SeedLevel } from '../experiment.ts';
import type { Stage } from '../stage.ts';
import type { PlannedAutoencoder } from './autoencoders.ts';
import { Missing, type PlanContext, playedBy } from './context.ts';
import { datasetOf, type TaskImages, taskImages } from './data.ts';
import { latentPairs } from './latents.ts';
import { memoised } from './memoised.ts';
import { besidesTask, fromAsset, type PlannedNetwork, trainedDenoiser } from './networks.ts';

export interface PlannedDenoiser extends PlannedNetwork {
  readonly use: DenoiserUse;
  /** The stage that gives the weights without their moving average; none where they are an asset. */
  readonly raw?: Stage;
  /** Of one call for one image of the task. */
  call(task: TaskImages): NetworkSize;
  /** The share of its training in which it did not see its condition, where there was any. */
  readonly dropped?: number;
}

/** The denoiser that plays a role for a data set and an autoencoder, of one run of its training. @throws Missing */
export function plannedDenoiser(
  context: PlanContext,
  role: string,
  images: TaskImages,
  autoencoder: PlannedAutoencoder,
  seed: SeedLevel,
): PlannedDenoiser {
  const parts = [role, images, autoencoder, seed.autoencoder, seed.denoiser];
  return memoised(context, 'denoiser', parts, () => denoiserOf(context, role, images, autoencoder, seed));
}

function denoiserOf(
  context: PlanContext,
  role: string,
  images: TaskImages,
  autoencoder: PlannedAutoencoder,
  seed: SeedLevel,
): PlannedDenoiser {
  const { set } = images;
  const id = playedBy(context.profile.denoisers, role, 'the denoiser', context.profile);
  const recipe = context.denoiser(id);
  if (recipe.kind === 'distilled') return distilled(context, { id, role }, recipe, images, autoencoder, seed);
  if (recipe.kind === 'variation') return varied(context, { id, role }, recipe, images, autoencoder, seed);
  const use: DenoiserUse = {
    condition: recipe.condition,
    objective: recipe.objective,
    schedule: recipe.schedule,
    prediction: recipe.prediction,
  };
  if (recipe.kind === 'published') {
    if (seed.denoiser > 0)
      throw new Missing(`needs another training of the denoiser, from seed ${seed.denoiser}`);
    const asset = recipe.asset
      .replaceAll('{autoencoder}', String(autoencoder.params['id']))
      .replaceAll('{dataset}', set.networks ?? set.id);
    const call = ({ set: { side = 0 } }: TaskImages) =>
      memoised(context, 'published call', [autoencoder, side], () => publishedCall(autoencoder, side));
    return { ...fromAsset(context, { kind: recipe.kind, id: asset, use }, asset), use, call };
  }
  if (set.training === undefined) throw new Missing(`needs a training set for ${set.id}`);
  const source = datasetOf(context, set.training);
  const task = taskImages(context, source, images.degradation);
  const pairs = latentPairs(context, task, autoencoder, recipe.condition);
  const call = ({ set: { side = 0 }, lowSide = 0 }: TaskImages) =>
    memoised(context, 'call', [recipe, autoencoder, side, lowSide], () =>
      recipe.kind === 'scale'
        ? sizeOfCall(recipe, autoencoder, side, lowSide)
        : publishedCall(autoencoder, side),
    );
  const { ema } = recipe;
  const training = recipe.kind === 'scale' ? recipe.training : trainingOn(task.set.samples, recipe.training);
  const network = networkOf(recipe);
  const stages = trainedDenoiser(context, 'train-denoiser', {
    label: `train denoiser ${role} of ${set.id}${besidesTask(images)} ${autoencoder.role}, seeds ${seed.autoencoder} ${seed.denoiser}`,
    params: { recipe: { ...network.trained, ...use, training, ema }, seed: seed.denoiser },
    inputs: pairs,
    work: training.steps * training.batch,
    flop: 3 * training.steps * training.batch * call(task).flop,
  });
  return { params: { ...network.named, use }, use, ...stages, call };
}

/** A student of the denoiser that plays its teacher's role, trained on the same latents from the same seed. */
function distilled(
  context: PlanContext,
  { id, role }: { readonly id: string; readonly role: string },
  { teacher: taughtBy, samplingSteps, training }: DistilledRecipe,
  images: TaskImages,
  autoencoder: PlannedAutoencoder,
  seed: SeedLevel,
): PlannedDenoiser {
  assertTwice(context, id, taughtBy, samplingSteps);
  const teacher = plannedDenoiser(context, taughtBy, images, autoencoder, seed);
  const { use, call, params, weights } = teacher;
  if (params['kind'] !== 'scale')
    throw new Missing(`needs a denoiser of the scale model to distil, not ${taughtBy}`);
  distilledPrediction(use, `experiments/denoisers/${id}.json /teacher`);
  const { set } = images;
  const source = datasetOf(context, set.training!);
  const task = taskImages(context, source, images.degradation);
  const { architecture } = params as { architecture: ScaleDenoiserRecipe['architecture'] };
  return {
    ...teacher,
    ...trainedDenoiser(context, 'train-distilled', {
      label: `train denoiser ${role} of ${set.id}${besidesTask(images)} ${autoencoder.role}, seeds ${seed.autoencoder} ${seed.denoiser}`,
      params: { recipe: { architecture, ...use, samplingSteps, training }, seed: seed.denoiser },
      inputs: { ...latentPairs(context, task, autoencoder, use.condition), teacher: weights! },
      work: training.steps * training.batch,
      // The teacher is called twice for each step of the student.
      flop: 5 * training.steps * training.batch * call(task).flop,
    }),
  };
}

/** @throws InputError where a teacher that is a student itself does not take twice the steps: nor can any teach itself. */
function assertTwice(
  { profile, denoiser }: PlanContext,
  id: string,
  role: string,
  samplingSteps: number,
): void {
  const player = profile.denoisers[role];
  const teacher = player ? denoiser(player) : undefined;
  if (teacher?.kind !== 'distilled' || teacher.samplingSteps === 2 * samplingSteps) return;
  throw new InputError({
    where: `experiments/denoisers/${id}.json /teacher`,
    expected: `a denoiser of ${2 * samplingSteps} steps, twice its own`,
    got: `${role}, of ${teacher.samplingSteps}`,
    remedy: 'correct the teacher or the number of steps',
  });
}

/** A denoiser trained as the one that plays another role, on the same latents and from the same seed, but for one thing. */
function varied(
  context: PlanContext,
  { id, role }: { readonly id: string; readonly role: string },
  { kind: _, of, ...variation }: VariationRecipe,
  images: TaskImages,
  autoencoder: PlannedAutoencoder,
  seed: SeedLevel,
): PlannedDenoiser {
  const other = context.denoiser(playedBy(context.profile.denoisers, of, 'the denoiser', context.profile));
  if (other.kind !== 'scale') {
    throw new InputError({
      where: `experiments/denoisers/${id}.json /of`,
      expected: 'a denoiser of kind scale',
      got: `${of}, of kind ${other.kind}`,
      remedy: 'name the role of another',
    });
  }
  const { architecture, training, ema } = other;
  const plain = plannedDenoiser(context, of, images, autoencoder, seed);
  const { use, call } = plain;
  const { set } = images;
  const task = taskImages(context, datasetOf(context, set.training!), images.degradation);
  return {
    ...plain,
    ...(variation.dropped !== undefined && { dropped: variation.dropped }),
    ...trainedDenoiser(context, 'train-variation', {
      label: `train denoiser ${role} of ${set.id}${besidesTask(images)} ${autoencoder.role}, seeds ${seed.autoencoder} ${seed.denoiser}`,
      params: { recipe: { architecture, ...use, training, ema, ...variation }, seed: seed.denoiser },
      inputs: latentPairs(context, task, autoencoder, use.condition),
      work: training.steps * training.batch,
      flop: 3 * training.steps * training.batch * call(task).flop,
    }),
  };
}

/** What says which network is trained, to its training and to those that run it. */
function networkOf(recipe: ScaleDenoiserRecipe | Unet2dRecipe) {
  const { kind } = recipe;
  if (kind === 'unet-2d') return { trained: { kind }, named: { kind } };
  const { architecture } = recipe;
  return { trained: { architecture }, named: { kind, architecture } };
}

/** The paper's denoiser, conditioned on as many channels as it makes. */
function publishedCall({ latent: { channels, factor } }: PlannedAutoencoder, side: number): NetworkSize {
  if (side === 0) return noSize;
  const small = side / factor;
  const inputs = { sample: [1, 2 * channels, small, small], time: [1] };
  return networkSize(unet2d('denoiser', paperUnet2d(channels, small)), inputs);
}

function sizeOfCall(
  { architecture, condition }: ScaleDenoiserRecipe,
  { latent }: PlannedAutoencoder,
  side: number,
  lowSide: number,
): NetworkSize {
  if (side === 0) return noSize;
  const small = side / latent.factor;
  const seen = condition.mode === 'pixel' ? (lowSide / small) ** 2 : latent.channels;
  const channels = latent.channels + Math.max(latent.channels, seen);
  const denoiser = scaleUnet('denoiser', { ...architecture, latentChannels: latent.channels });
  const inputs = { sample: [1, channels, small, small], time: [1] };
  return networkSize(denoiser, inputs);
}
