import type { ScaleDenoiserRecipe } from '../../training/denoiser-recipe.ts';
import type { Stage } from '../stage.ts';
import type { PlannedAutoencoder } from './autoencoders.ts';
import { cachedLatents } from './cached-latents.ts';
import { type PlanContext, plannedStage } from './context.ts';
import { imagesOf, lowOf, type PlannedSet, pixelsOf, type TaskImages } from './data.ts';
import { memoised } from './memoised.ts';
import type { PlannedNetwork } from './networks.ts';
import { resourcesOf, type Volume } from './resources.ts';

/** The stages that give clean latents and conditions. */
export function latentPairs(
  context: PlanContext,
  task: TaskImages,
  autoencoder: PlannedAutoencoder,
  condition: ScaleDenoiserRecipe['condition'],
): { readonly clean: Stage; readonly condition: Stage } {
  const { set, low, degradation, own } = task;
  const { clean } = encoded(context, set, autoencoder);
  const { params, location } = autoencoder;
  if (own && condition.mode === 'native') {
    const cached = cachedLatents(context, set, autoencoder, 'lr', low, clean);
    if (cached) return { clean, condition: cached };
  }
  const stage = () =>
    plannedStage(context, 'condition', {
      label: `condition ${set.id} ${degradation.id} ${autoencoder.role} ${condition.mode}`,
      params: { autoencoder: params, condition },
      // Clean latents say which size the condition must have.
      inputs: { low: lowOf(task), images: imagesOf(set), clean, ...weightsOf(autoencoder) },
      ...(location !== undefined && { location }),
      work: set.samples,
      ...(condition.mode !== 'pixel' && encodingOf(set, autoencoder, encodedSide(task, condition.mode))),
    });
  return {
    clean,
    condition: memoised(context, 'condition', [task, autoencoder, JSON.stringify(condition)], stage),
  };
}

/** The stage that encodes a set's images, or gives latents of them that were encoded elsewhere. */
export function encoded(
  context: PlanContext,
  set: PlannedSet,
  autoencoder: PlannedAutoencoder,
): { readonly clean: Stage } {
  const { params, location, role } = autoencoder;
  const stage = () =>
    cachedLatents(context, set, autoencoder, 'hr', set.stage) ??
    plannedStage(context, 'encode', {
      label: `encode ${set.id} ${role}`,
      params: { autoencoder: params },
      inputs: { images: imagesOf(set), ...weightsOf(autoencoder) },
      ...(location !== undefined && { location }),
      work: set.samples,
      samples: set.samples,
      ...encodingOf(set, autoencoder, set.side ?? 0),
    });
  return { clean: memoised(context, 'encode', [set, autoencoder], stage) };
}

/** Latents of a set's images, at their size. */
export function latentsOf({ samples, side = 0 }: PlannedSet, { latent }: PlannedAutoencoder): Volume {
  return { samples, numbers: latent.channels * (side / latent.factor) ** 2 };
}

/** What encoding images of this side takes, of as many as a set has. */
function encodingOf(set: PlannedSet, autoencoder: PlannedAutoencoder, side: number) {
  const size = autoencoder.encoding(side);
  return {
    flop: set.samples * size.flop,
    ...resourcesOf([pixelsOf(set)], [latentsOf(set, autoencoder)], [size], side ** 2),
  };
}

function encodedSide({ set, lowSide = 0 }: TaskImages, mode: string): number {
  return mode === 'upsampled' ? (set.side ?? 0) : lowSide;
}

/** The role under which stages find an autoencoder's weights. */
export function weightsOf({ weights }: PlannedNetwork): Readonly<Record<string, Stage>> {
  return weights ? { autoencoder: weights } : {};
}
