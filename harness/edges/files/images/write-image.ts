import { createHash } from 'node:crypto';
import { rename, rm, writeFile } from 'node:fs/promises';
import type { Image } from '../../../numeric/image.ts';
import { InputError } from '../../../numeric/input-error.ts';
import { encodeNpy } from './npy.ts';
import { encodePng } from './png.ts';

/** A file that was written: bits per value, how many values the format could not hold, and its SHA-256. */
export interface Written {
  readonly bits: 8 | 16 | 64;
  /** Values outside of [0, 1], which a PNG has at its ends. */
  readonly clamped: number;
  readonly sha256: string;
}

/**
 * Writes an image by the extension of its path: `.png` rounded to the given bits, `.npy` in double precision.
 * A file that stands there is replaced whole or not at all.
 * @throws InputError for another extension, or where the path may not be written.
 */
export async function writeImage(image: Image, path: string, bits: 8 | 16): Promise<Written> {
  const png = /\.png$/i.test(path);
  if (!png && !/\.npy$/i.test(path)) {
    throw new InputError({
      where: path,
      expected: 'a .png or .npy file',
      got: 'another extension',
      remedy: 'name the copy after its format',
    });
  }
  const bytes = png ? encodePng(image, { bits, rounding: 'round' }) : encodeNpy(image, { dtype: 'float64' });
  await replaceFile(path, bytes);
  return {
    bits: png ? bits : 64,
    clamped: png ? image.data.reduce((count, value) => count + (value < 0 || value > 1 ? 1 : 0), 0) : 0,
    sha256: createHash('sha256').update(bytes).digest('hex'),
  };
}

/** In words, on a line of its own: `clamped: 3 of 768 values, which ...`; nothing where all were kept. */
export function clampedText({ clamped }: Written, { data }: Image): string {
  if (clamped === 0) return '';
  return `\nclamped: ${clamped} of ${data.length} values, which lay outside of 0 to 1; a copy as .npy keeps them`;
}

/** Writes a file whole or not at all. @throws InputError where the path may not be written. */
export async function replaceFile(path: string, bytes: Uint8Array): Promise<void> {
  const partial = `${path}.${process.pid}.partial`;
  try {
    await writeFile(partial, bytes);
    await rename(partial, path);
  } catch (error) {
    await rm(partial, { force: true });
    throw new InputError({
      where: path,
      expected: 'a path that can be written',
      got: (error as NodeJS.ErrnoException).code ?? `${error}`,
      remedy: 'make its folder, or choose another',
    });
  }
}
