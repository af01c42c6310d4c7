import { createHash } from 'node:crypto';
import { rename, rm, writeFile } from 'node:fs/promises';
import type { Image } from '../../../numeric/image.ts';
import { InputError } from '../../../numeric/input-error.ts';
import { encodeNpy } from './npy.ts';
import { encodePng } from './png.ts';

/**
 * Writes an image by the extension of its path: `.png` rounded to the given bits, `.npy` in double precision.
 * A file that stands there is replaced whole or not at all.
 * @returns the bits per value and the SHA-256 of what was written
 * @throws InputError for another extension, or where the path may not be written.
 */
export async function writeImage(
  image: Image,
  path: string,
  bits: 8 | 16,
): Promise<{ bits: 8 | 16 | 64; sha256: string }> {
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
  return { bits: png ? bits : 64, sha256: createHash('sha256').update(bytes).digest('hex') };
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
