import type { Stream } from '../../numeric/stream.ts';
import type { Lesion } from './lesion.ts';
import { between } from './phantom.ts';

/** What a subject's slices have in common. */
export type Traits = ReturnType<typeof drawTraits> & { readonly lesion: Lesion };

/** Draws them, all but the lesion. */
export function drawTraits(shape: Stream) {
  const draw = (low: number, high: number) => between(shape, low, high);
  const nucleus = () => ({
    x: draw(0.22, 0.28),
    y: draw(-0.05, 0.08),
    radiusX: draw(0.09, 0.13),
    radiusY: draw(0.15, 0.22),
  });
  return {
    radiusX: draw(0.67, 0.77),
    radiusY: draw(0.81, 0.91),
    taper: draw(0.03, 0.12),
    scalp: draw(0.45, 0.6),
    grey: draw(0.42, 0.5),
    white: draw(0.6, 0.7),
    fluid: draw(0.16, 0.24),
    nuclei: [nucleus(), nucleus()] as const,
    ventricle: draw(0.6, 1.4),
    ventricleY: draw(-0.02, 0.06),
    fissurePhase: draw(0, 6),
  };
}
