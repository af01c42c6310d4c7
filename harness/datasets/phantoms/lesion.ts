import type { Stream } from '../../numeric/stream.ts';
import { between } from './phantom.ts';
import { ellipse } from './profile.ts';

/** A lesion in space. */
export interface Lesion {
  cut(level: number): LesionCut;
}

/** Its section at one level. */
export interface LesionCut {
  /** How much brighter than fluid its core is. */
  readonly core: number;
  /** How far its rim enhances, 0 to 1. */
  readonly rim: number;
  /** About the distance from its border, positive inside; `roughness` is a standardised field's value there. */
  border(x: number, y: number, roughness: number): number;
}

/**
 * An ellipsoid in one hemisphere, taller than the stack of slices, so that every slice cuts it:
 * scores of a region are undefined without one.
 */
export function drawLesion(draws: Stream): Lesion {
  const side = draws.uniform() < 0.5 ? -1 : 1;
  const centreX = side * between(draws, 0.16, 0.38);
  const centreY = between(draws, -0.4, 0.4);
  const radius = between(draws, 0.13, 0.2);
  const flatness = between(draws, 0.8, 1);
  const tilt = between(draws, 0, Math.PI);
  const middle = between(draws, -0.5, 0.5);
  const halfHeight = between(draws, 1.9, 2.4);
  const core = between(draws, 0.02, 0.2);
  const rim = between(draws, 0.2, 0.9);
  const cos = Math.cos(tilt);
  const sin = Math.sin(tilt);
  return {
    cut(level) {
      const section = radius * Math.sqrt(1 - ((level - middle) / halfHeight) ** 2);
      return {
        core,
        rim,
        border(x, y, roughness) {
          const u = cos * (x - centreX) + sin * (y - centreY);
          const v = cos * (y - centreY) - sin * (x - centreX);
          const uneven = 1 + 0.15 * Math.max(-2, Math.min(2, roughness));
          return ellipse(u, v, section * uneven, section * flatness * uneven);
        },
      };
    },
  };
}
