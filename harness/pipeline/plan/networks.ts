import { flopOf } from '../../networks/flop.ts';
import type { Network } from '../../networks/network.ts';
import { scaleAutoencoder } from '../../networks/scale-autoencoder.ts';
import { scaleUnet } from '../../networks/scale-unet.ts';
import type { DenoiserUse, ScaleDenoiserRecipe } from '../../training/denoiser-recipe.ts';
import type { SeedLevel } from '../experiment.ts';
import type { Params, Stage } from '../stage.ts';
import { Missing, type PlanContext, plannedStage, playedBy } from './context.ts';
import { datasetOf, type PlannedSet, type TaskImages, taskImages } from './data.ts';
import { memoised } from './memoised.ts';

/** A network ready to be used by stages: what it is, and where its weights come from. */
export interface PlannedNetwork {
  /** Enough to make the network again. */
  readonly params: Params;
  /** The stage that gives the weights; none where they are an asset. */
  readonly weights?: Stage;
  /** The folder of assets. */
  readonly location?: string;
}

export interface PlannedAutoencoder extends PlannedNetwork {
  readonly role: string;
  /** What its latents are, where its networks are counted. */
  readonly latent?: { readonly channels: number; readonly factor: number };
  /** Of decoding one image of this side; undefined where it is not worth counting. */
  flop(side: number): number;
}

export interface PlannedDenoiser extends PlannedNetwork {
  readonly use: DenoiserUse;
  /** Of one call for one image of the task. */
  flop(task: TaskImages): number;
}

/** The autoencoder that plays a role, of one run of its training. @throws Missing */
export function plannedAutoencoder(context: PlanContext, role: string, seed: number): PlannedAutoencoder {
  return memoised(context, 'autoencoder', [role, seed], () => autoencoderOf(context, role, seed));
}

function autoencoderOf(context: PlanContext, role: string, seed: number): PlannedAutoencoder {
  const id = playedBy(context.profile.autoencoders, role, 'the autoencoder', context.profile);
  const recipe = context.autoencoder(id);
  if (recipe.kind === 'published') {
    // One training stands in for no other: three copies of it would show no spread.
    if (seed > 0) throw new Missing(`needs another training of the autoencoder, from seed ${seed}`);
    return {
      role,
      ...fromAsset(context, { kind: recipe.kind, id: recipe.asset }, recipe.asset),
      flop: () => 0,
    };
  }
  const network = scaleAutoencoder('autoencoder', recipe.architecture);
  const { architecture, data, training, ...rest } = recipe;
  const sets = data.map((each) => datasetOf(context, each));
  const flopAt = (side: number, part: Network, input: string, shape: readonly number[]) =>
    side === 0 ? 0 : flopOf(part, { [input]: shape });
  const decoding = (side: number) =>
    memoised(context, 'decode', [network, side], () => {
      const small = side / network.factor;
      return flopAt(side, network.decoder, 'latent', [1, architecture.latentChannels, small, small]);
    });
  const encoding = (side: number) => flopAt(side, network.encoder, 'image', [1, 1, side, side]);
  const side = sets[0]?.side ?? 0;
  const weights = trained(context, 'train-autoencoder', {
    label: `train autoencoder ${role}, seed ${seed}`,
    params: { recipe: { ...rest, architecture, training }, seed },
    inputs: Object.fromEntries(sets.map(({ stage }, i) => [`images${i}`, stage])),
    work: training.steps * training.batch,
    flop: 3 * training.steps * training.batch * (encoding(side) + decoding(side)),
  });
  const latent = { channels: network.latentChannels, factor: network.factor };
  return { role, params: { kind: 'scale', architecture }, weights, latent, flop: decoding };
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
      .replaceAll('{dataset}', set.id);
    return { ...fromAsset(context, { kind: recipe.kind, id: asset, use }, asset), use, flop: () => 0 };
  }
  if (set.training === undefined) throw new Missing(`needs a training set for ${set.id}`);
  const { architecture, training, ema } = recipe;
  const source = datasetOf(context, set.training);
  const task = taskImages(context, source, images.degradation);
  const pairs = latentPairs(context, task, autoencoder, recipe.condition);
  const flop = ({ set: { side = 0 }, lowSide = 0 }: TaskImages) =>
    memoised(context, 'call', [recipe, autoencoder, side, lowSide], () =>
      flopOfCall(recipe, autoencoder, side, lowSide),
    );
  const weights = trained(context, 'train-denoiser', {
    label: `train denoiser ${role} of ${set.id}${besidesTask(images)} ${autoencoder.role}, seeds ${seed.autoencoder} ${seed.denoiser}`,
    params: { recipe: { ...use, architecture, training, ema }, seed: seed.denoiser },
    inputs: pairs,
    work: training.steps * training.batch,
    flop: 3 * training.steps * training.batch * flop(task),
  });
  return { params: { kind: 'scale', architecture, use }, use, weights, flop };
}

/** The stages that give clean latents and conditions. */
export function latentPairs(
  context: PlanContext,
  task: TaskImages,
  autoencoder: PlannedAutoencoder,
  condition: ScaleDenoiserRecipe['condition'],
): { readonly clean: Stage; readonly condition: Stage } {
  const { set, low, degradation } = task;
  const { clean } = encoded(context, set, autoencoder);
  const { params, location } = autoencoder;
  const stage = () =>
    plannedStage(context, 'condition', {
      label: `condition ${set.id} ${degradation.id} ${autoencoder.role} ${condition.mode}`,
      params: { autoencoder: params, condition },
      // Clean latents say which size the condition must have.
      inputs: { low, images: set.stage, clean, ...weightsOf(autoencoder) },
      ...(location !== undefined && { location }),
      work: set.samples,
    });
  return {
    clean,
    condition: memoised(context, 'condition', [task, autoencoder, JSON.stringify(condition)], stage),
  };
}

/** The stage that encodes a set's images. */
export function encoded(
  context: PlanContext,
  set: PlannedSet,
  autoencoder: PlannedAutoencoder,
): { readonly clean: Stage } {
  const { params, location, role } = autoencoder;
  const stage = () =>
    plannedStage(context, 'encode', {
      label: `encode ${set.id} ${role}`,
      params: { autoencoder: params },
      inputs: { images: set.stage, ...weightsOf(autoencoder) },
      ...(location !== undefined && { location }),
      work: set.samples,
    });
  return { clean: memoised(context, 'encode', [set, autoencoder], stage) };
}

/** The role under which stages find an autoencoder's weights. */
export function weightsOf({ weights }: PlannedNetwork): Readonly<Record<string, Stage>> {
  return weights ? { autoencoder: weights } : {};
}

/** A training, or in its place the shipped network of the same declaration. */
export function trained(
  context: PlanContext,
  kind: string,
  stage: Parameters<typeof plannedStage>[2],
): Stage {
  const training = plannedStage(context, kind, stage);
  const shipped = context.shipped(training.declaration);
  if (!shipped) return training;
  return plannedStage(
    context,
    'shipped',
    {
      label: `shipped: ${stage.label}`,
      params: { files: shipped.files },
      inputs: {},
      location: shipped.folder,
      work: 1,
    },
    training.declaration,
  );
}

/** The degradation in a training's label, which names its folder where it ships. */
export function besidesTask({ degradation: { id, kind } }: Pick<TaskImages, 'degradation'>): string {
  return kind === 'task' ? '' : ` ${id}`;
}

function fromAsset(context: PlanContext, params: Params, id: string): PlannedNetwork {
  const asset = context.asset(id);
  if ('missing' in asset) throw new Missing(asset.missing);
  return { params: { ...params, files: asset.files }, location: asset.location };
}

function flopOfCall(
  { architecture, condition }: ScaleDenoiserRecipe,
  { latent }: PlannedAutoencoder,
  side: number,
  lowSide: number,
) {
  if (side === 0 || !latent) return 0;
  const small = side / latent.factor;
  const seen = condition.mode === 'pixel' ? (lowSide / small) ** 2 : latent.channels;
  const channels = latent.channels + Math.max(latent.channels, seen);
  const denoiser = scaleUnet('denoiser', { ...architecture, latentChannels: latent.channels });
  const inputs = { sample: [1, channels, small, small], time: [1] };
  return flopOf(denoiser, inputs);
}
