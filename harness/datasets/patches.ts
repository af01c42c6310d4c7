import { cutImage } from '../numeric/cut-image.ts';
import { fields } from '../numeric/fields.ts';
import type { Image } from '../numeric/image.ts';
import { standardDeviation } from '../numeric/moments.ts';

/** A grid of squares, those left out that show next to nothing. */
export interface Patches {
  readonly side: number;
  /** The least standard deviation of a patch's values. */
  readonly leastDeviation: number;
}

/** @throws InputError on unknown keys and values that are not allowed. */
export function resolvePatches(declaration: unknown, where: string): Patches {
  const declared = fields(declaration, where);
  const resolved = {
    side: declared.integer('side', { atLeast: 1 }),
    leastDeviation: declared.number('leastDeviation', { atLeast: 0 }),
  };
  declared.end();
  return resolved;
}

/** The squares `[C, side, side]` of an image's grid that show something; what is left at the right and bottom is lost. */
export function patchesOf(
  image: Image,
  { side, leastDeviation }: Patches,
): readonly { readonly place: string; readonly image: Image }[] {
  const patches = [];
  const span = (at: number) => ({ from: at * side, to: (at + 1) * side });
  for (let row = 0; (row + 1) * side <= image.height; row++) {
    for (let column = 0; (column + 1) * side <= image.width; column++) {
      const patch = cutImage(image, span(row), span(column));
      if (standardDeviation(patch.data, 0) >= leastDeviation)
        patches.push({ place: `_r${row}c${column}`, image: patch });
    }
  }
  return patches;
}
