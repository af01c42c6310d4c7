import type { LatentPart } from '../../datasets/cached-latents.ts';
import type { Stage } from '../stage.ts';
import type { PlannedAutoencoder } from './autoencoders.ts';
import { Missing, type PlanContext, type PlannedLatents, plannedStage, playedBy } from './context.ts';
import type { PlannedSet } from './data.ts';
import { memoised } from './memoised.ts';
import { resourcesOf } from './resources.ts';

/** The cached latents of a data set by what plays a role. @throws Missing where they cannot be used */
export function foundLatents(context: PlanContext, set: string, role: string): PlannedLatents | undefined {
  const { profile } = context;
  const found = context.latents?.(set, playedBy(profile.autoencoders, role, 'the autoencoder', profile));
  if (found && 'missing' in found) throw new Missing(found.missing);
  return found;
}

/**
 * The stage that gives cached latents of a set in place of encoding them; undefined where there are none, and for
 * another training of the autoencoder than the first, which no cache is of.
 * @param images the stage that gives the images they are of, where these are there
 * @param clean the latents to whose size they are brought, for those of LR images
 */
export function cachedLatents(
  context: PlanContext,
  set: PlannedSet,
  autoencoder: PlannedAutoencoder,
  part: LatentPart,
  images: Stage | undefined,
  clean?: Stage,
): Stage | undefined {
  const found = autoencoder.seed > 0 ? undefined : foundLatents(context, set.id, autoencoder.role);
  if (!found) return undefined;
  const { declaration, deviation, files, location } = found;
  const { params, weights, role, location: assets, latent } = autoencoder;
  const side = (set.side ?? 0) / latent.factor;
  const volume = { samples: found.samples, numbers: latent.channels * side ** 2 };
  // What the data set's images are, their stage says.
  const limit = images ? null : set.samples;
  const stage = () => {
    const read = plannedStage(context, 'latents', {
      label: `read ${part} latents of ${set.id} ${role}`,
      params: {
        declaration,
        part,
        files: files[part],
        limit,
        ...(part === 'hr' && deviation !== undefined && { deviation }),
      },
      inputs: {},
      location,
      work: found.samples,
      ...resourcesOf([], [volume]),
    });
    return plannedStage(context, 'checked-latents', {
      label: `check ${part} latents of ${set.id} ${role}`,
      params: { autoencoder: params, declared: declaration.id },
      inputs: {
        latents: read,
        ...(images && { images }),
        ...(clean && { clean }),
        ...(weights && { autoencoder: weights }),
      },
      ...(assets !== undefined && { location: assets }),
      work: set.samples,
      ...resourcesOf([volume], [volume], [autoencoder.encoding(set.side ?? 0)], (set.side ?? 0) ** 2),
    });
  };
  return memoised(context, 'cached latents', [set, autoencoder, part], stage);
}
