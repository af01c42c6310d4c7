import type { Traits } from './brain-traits.ts';
import type { LesionCut } from './lesion.ts';

/** A subject's traits as one slice meets them. */
export interface Cut extends Omit<Traits, 'lesion'> {
  readonly lesion: LesionCut;
  /** Sizes against the widest section; 0 where the slice misses the thing. */
  readonly nucleusSize: number;
  readonly ventricleSize: number;
  readonly ventricleLength: number;
  /** The fissure between the hemispheres is open from this distance of the centre. */
  readonly fissureFrom: number;
}

/** The section at a level from -1, the lowest slice, to 1, the highest. */
export function cutLevel(level: number, traits: Traits): Cut {
  // The head is widest below the middle; over all levels its mean area is that of the drawn radii.
  const head = 1.0199 * Math.sqrt(1 - (0.28 * (level + 0.4)) ** 2);
  const ventricle = Math.max(0, 1 - ((level + 0.05) / 1.15) ** 2);
  const nuclei = Math.max(0, 1 - ((level + 0.4) / 1.1) ** 2);
  return {
    ...traits,
    radiusX: traits.radiusX * head,
    radiusY: traits.radiusY * head,
    nucleusSize: Math.sqrt(nuclei),
    ventricleSize: ventricle,
    ventricleLength: 0.36 * Math.sqrt(ventricle),
    fissureFrom: 0.33 * Math.sqrt(ventricle),
    lesion: traits.lesion.cut(level),
  };
}
