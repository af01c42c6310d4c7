import { type DrawMetric, isDrawMetric, resolveIntervals } from '../../metrics/draw-metrics.ts';
import {
  featuresRole,
  isNetworkMetric,
  type NetworkMetric,
  networkMetricAsset,
  resolveFrechet,
} from '../../metrics/network-metrics.ts';
import { isSetMetric, type SetMetric } from '../../metrics/set-metrics.ts';
import { alexnetFeatures, lpipsAlex, lpips as lpipsNetwork } from '../../networks/alexnet-lpips.ts';
import { inceptionV3 } from '../../networks/inception-v3.ts';
import { networkSize, noSize } from '../../networks/network-size.ts';
import { givenMetric, type ScoreDeclaration } from '../experiment.ts';
import type { Stage } from '../stage.ts';
import { plannedAutoencoder } from './autoencoders.ts';
import { drawnAgain, type PlannedCell, reconstruction } from './cell.ts';
import { Missing, type PlanContext, plannedStage } from './context.ts';
import { imagesOf, type PlannedSet, pixelsOf } from './data.ts';
import { encoded, weightsOf } from './latents.ts';
import { memoised } from './memoised.ts';
import { resourcesOf } from './resources.ts';

/** A row is text, of about as many bytes as so many numbers. */
const rowNumbers = 16;

/** The stages that score a cell, and why it lacks the scores that it lacks. */
export interface PlannedScores {
  /** Images that are scored. */
  readonly samples: number;
  readonly stages: readonly Stage[];
  /** The stages that a score depends on, by its id: those of its neighbours in one stage are not among them. */
  readonly behind: ReadonlyMap<string, readonly Stage[]>;
  /** The reason by score id. */
  readonly lacking: ReadonlyMap<string, Missing>;
}

/** Every score that the cell has the means for, in one stage but for those that need a network of their own. */
export function plannedScores(
  context: PlanContext,
  planned: PlannedCell,
  scores: readonly ScoreDeclaration[],
): PlannedScores {
  const { cell, set, images } = planned;
  const lacking = new Map<string, Missing>();
  const behind = new Map<string, readonly Stage[]>();
  const inputs: Record<string, Stage> = { images, reference: referenceOf(context, planned) };
  const plain: ScoreDeclaration[] = [];
  const stages: Stage[] = [];
  for (const score of scores) {
    try {
      if (score.metric === givenMetric)
        throw new Missing(`needs a table of scores: ${score.id} is given, not taken`);
      if (isDrawMetric(score.metric) || isNetworkMetric(score.metric) || isSetMetric(score.metric)) {
        const stage = alone[score.metric](context, planned, score);
        stages.push(stage);
        behind.set(score.id, [stage]);
      } else {
        const needed = neededBy(context, planned, score);
        Object.assign(inputs, needed);
        behind.set(score.id, [images, inputs['reference']!, ...Object.values(needed)]);
        plain.push(score);
      }
    } catch (error) {
      if (!(error instanceof Missing)) throw error;
      lacking.set(score.id, error);
    }
  }
  const measure = plannedStage(context, 'measure', {
    label: `measure ${cell.id}`,
    params: { cell: cell.id, scores: plain },
    inputs,
    work: set.samples * plain.length,
    samples: set.samples,
    ...resourcesOf(
      Object.values(inputs).map(() => pixelsOf(set)),
      [{ samples: set.samples * plain.length, numbers: rowNumbers }],
    ),
  });
  return {
    samples: set.samples,
    stages: [...(plain.length > 0 ? [measure] : []), ...stages],
    behind,
    lacking,
  };
}

/**
 * What names the images that are scored: the HR images. Where only their latents are there, scores that look at HR
 * images are lacking, and the decoded latents stand for the names alone.
 */
function referenceOf(context: PlanContext, { set, autoencoder }: PlannedCell): Stage {
  return set.stage ?? reconstruction(context, set, autoencoder!);
}

/** What a score is taken of besides the image and the HR image. */
function neededBy(
  context: PlanContext,
  { cell, set, autoencoder, madeByDiffusion }: PlannedCell,
  { id, reference, of, floor, masked }: ScoreDeclaration,
): Readonly<Record<string, Stage>> {
  const own = () => {
    if (autoencoder) return reconstruction(context, set, autoencoder);
    throw new Missing(`needs an autoencoder, which the method ${cell.method.id} has not: score ${id}`);
  };
  if (reference === 'true-hr' && of !== 'latent') imagesOf(set);
  if (masked && !set.hasMasks) throw new Missing(`needs masks, which ${set.id} has not: score ${id}`);
  if (of === 'latent' && !madeByDiffusion) {
    throw new Missing(`needs latents, which the method ${cell.method.id} does not make: score ${id}`);
  }
  return {
    ...(reference === 'self' && { self: own() }),
    ...(of === 'latent' && { latents: encoded(context, set, autoencoder!).clean }),
    ...(floor === 'own' && { 'floor own': own() }),
    ...(floor !== undefined &&
      floor !== 'own' && {
        [`floor ${floor}`]: reconstruction(context, set, plannedAutoencoder(context, floor, 0)),
      }),
  };
}

/** The stage of each metric that has one of its own. */
const alone: Readonly<
  Record<
    NetworkMetric | DrawMetric | SetMetric,
    (...given: [PlanContext, PlannedCell, ScoreDeclaration]) => Stage
  >
> = {
  lpips,
  frechet,
  intervals,
  observer,
  'training-loss': trainingLoss,
};

function lpips(context: PlanContext, planned: PlannedCell, score: ScoreDeclaration): Stage {
  const { cell, set, images } = planned;
  const asset = assetOf(context, score);
  const { self } = neededBy(context, planned, score);
  return plannedStage(context, 'measure-lpips', {
    label: `LPIPS of ${cell.id}`,
    params: {
      cell: cell.id,
      scores: [{ id: score.id, convention: score.convention }],
      asset: { files: asset!.files },
    },
    inputs: { images, reference: self ?? imagesOf(set) },
    location: asset!.location,
    work: set.samples,
    ...looking(context, set, 'lpips'),
  });
}

function frechet(context: PlanContext, { cell, set, images }: PlannedCell, score: ScoreDeclaration): Stage {
  const asset = assetOf(context, score);
  const convention = resolveFrechet(score.convention);
  const role = featuresRole(convention);
  const autoencoder = role === undefined ? undefined : plannedAutoencoder(context, role, 0);
  if (autoencoder && !autoencoder.weights)
    throw new Missing(`needs features of a trained autoencoder: score ${score.id}`);
  return plannedStage(context, 'measure-frechet', {
    label: `Frechet distance (${convention.features}) of ${cell.id}`,
    params: {
      cell: cell.id,
      dataset: set.id,
      score: { id: score.id, convention: score.convention },
      seed: context.seed,
      ...(autoencoder && { autoencoder: autoencoder.params }),
      ...(asset && { asset: { files: asset.files } }),
    },
    inputs: { images, reference: imagesOf(set), ...(autoencoder && weightsOf(autoencoder)) },
    ...(asset && { location: asset.location }),
    work: set.samples,
    ...(role === undefined && looking(context, set, convention.features)),
  });
}

function intervals(context: PlanContext, planned: PlannedCell, score: ScoreDeclaration): Stage {
  const { cell, set, images, autoencoder, madeByDiffusion } = planned;
  if (!madeByDiffusion) {
    throw new Missing(
      `needs several draws, which the method ${cell.method.id} does not make: score ${score.id}`,
    );
  }
  if (context.batch !== undefined) throw new Missing('needs all images: half of the subjects calibrate');
  const { draws } = resolveIntervals(score.convention);
  const others = Array.from({ length: draws - 1 }, (_, i) => drawnAgain(context, planned, i + 1));
  return plannedStage(context, 'measure-intervals', {
    label: `intervals of ${cell.id}`,
    params: {
      cell: cell.id,
      dataset: set.id,
      score: { id: score.id, convention: score.convention },
      seed: context.seed,
    },
    inputs: {
      images,
      ...Object.fromEntries(others.map((stage, i) => [`draw ${i + 1}`, stage])),
      reference: imagesOf(set),
      floor: reconstruction(context, set, autoencoder!),
    },
    work: set.samples * draws,
    ...resourcesOf(
      Array.from({ length: draws + 2 }, () => pixelsOf(set)),
      [{ samples: 5 * set.samples, numbers: rowNumbers }],
    ),
  });
}

function observer(context: PlanContext, { cell, set, images }: PlannedCell, score: ScoreDeclaration): Stage {
  if (!set.hasMasks) throw new Missing(`needs masks of signals, which ${set.id} has not: score ${score.id}`);
  if (context.batch !== undefined)
    throw new Missing(`needs all images at once: observers are trained on others: score ${score.id}`);
  return plannedStage(context, 'measure-observer', {
    label: `observer of ${cell.id}`,
    params: {
      cell: cell.id,
      dataset: set.id,
      score: { id: score.id, convention: score.convention },
    },
    inputs: { images, reference: imagesOf(set) },
    work: 2 * set.samples,
    ...resourcesOf([pixelsOf(set), pixelsOf(set)], [{ samples: 4 * set.samples, numbers: rowNumbers }]),
  });
}

function trainingLoss(context: PlanContext, { cell, images }: PlannedCell, { id }: ScoreDeclaration): Stage {
  const trained = images.inputs['denoiser'];
  if (!trained) throw new Missing(`needs a denoiser that is trained here, and its losses: score ${id}`);
  if (context.batch !== undefined)
    throw new Missing(`needs all images at once: losses are of a training: score ${id}`);
  return plannedStage(context, 'measure-training', {
    label: `losses of ${cell.id}`,
    params: { cell: cell.id, score: id },
    inputs: { trained },
    work: 1,
  });
}

/** What the network of a score takes: of pairs of images, or of the features of both. */
function looking(context: PlanContext, set: PlannedSet, features: string) {
  const { samples, side = 0 } = set;
  const images = pixelsOf(set);
  if (side === 0) return resourcesOf([images, images], [], [noSize]);
  const image = [1, 3, side, side];
  const size = memoised(context, 'score size', [features, side], () => {
    if (features === 'lpips')
      return networkSize(lpipsNetwork('lpips', lpipsAlex), { image, reference: image });
    if (features === 'lpips-alex') return networkSize(alexnetFeatures('features', lpipsAlex), { image });
    return networkSize(inceptionV3('fid', { divisor: 1, preparation: 'pytorch-fid' }), { image });
  });
  return {
    flop: (features === 'lpips' ? 1 : 2) * samples * size.flop,
    ...resourcesOf([images, images], [], [size], side ** 2),
  };
}

function assetOf(context: PlanContext, score: ScoreDeclaration) {
  const id = networkMetricAsset(score);
  if (id === undefined) return undefined;
  const asset = context.asset(id);
  if ('missing' in asset) throw new Missing(asset.missing, asset.unfetched);
  return asset;
}
