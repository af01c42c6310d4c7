import type { Word } from '../../language/word.ts';
import type { Image } from '../../numeric/image.ts';
import type { Stream } from '../../numeric/stream.ts';

/** One image of a subject. */
export interface PhantomSlice {
  /** `[1, size, size]` in [0, 1]. */
  readonly image: Image;
  /** 1 inside the region, 0 elsewhere; for anatomies with masks, in every slice. */
  readonly mask?: Image;
}

/** Gives the subject's image at a place from 0 to 1: the same place, the same image. */
export type Slicer = (position: number) => PhantomSlice;

/** A procedural anatomy. */
export interface Phantom extends Word {
  /** What several images of one subject are to each other. */
  readonly slices: string;
  /** Every image comes with the mask of its region. */
  readonly masks?: true;
  /**
   * Draws a subject.
   * @param named the subject's own streams of random numbers, by purpose
   * @param size the side of its images in pixels; the anatomy itself does not depend on it
   */
  subject(named: (...purpose: readonly (string | number)[]) => Stream, size: number): Slicer;
}

/** Uniform on [low, high). */
export function between(draws: Stream, low: number, high: number): number {
  return low + (high - low) * draws.uniform();
}
