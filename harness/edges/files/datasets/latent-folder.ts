import { readdir } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { type CachedLatents, type LatentPart, latentParts } from '../../../datasets/cached-latents.ts';
import { InputError } from '../../../numeric/input-error.ts';
import { readBytes, unreadable } from '../read-bytes.ts';
import { tableText } from '../scores/table-text.ts';

/** The file whose lines name the images. */
export const NAMES = 'filenames.txt';

/**
 * The ids of the images of a cache, in the order of its files; nothing but the list of names is opened.
 * @param folder that holds `hr_<i>.npy`, `lr_<i>.npy` and `filenames.txt`
 * @throws InputError where the folder is not whole: a file or a line is missing or too many, a name comes twice.
 */
export async function latentIds(
  folder: string,
  { first }: Pick<CachedLatents, 'first'>,
): Promise<readonly string[]> {
  const present = await readdir(folder).catch((error) => {
    throw unreadable(folder, error, 'a folder of latents');
  });
  if (!present.includes(NAMES)) {
    const got = present.slice(0, 5).join(', ') || 'an empty folder';
    throw refused(
      folder,
      `${NAMES}, the names of the images`,
      got,
      'copy it beside the latents, or list the HR images that were encoded in their order',
    );
  }
  const path = join(folder, NAMES);
  const ids = idsIn(await readBytes(path), path);
  for (const part of latentParts) assertWhole(folder, part, present, ids.length, first);
  return ids;
}

/**
 * The image's ids of the lines of `filenames.txt`: the names without folder and extension.
 * @throws InputError where there is none, or one comes twice, or the file is no text
 */
export function idsIn(bytes: Uint8Array, path: string): readonly string[] {
  const lines = tableText(path, bytes)
    .split(/\r?\n/)
    .map((line) => line.trim());
  const ids = lines.filter((line) => line !== '').map(idOf);
  if (ids.length === 0) throw refused(path, 'a name a line', 'no line', 'copy the file again');
  const twice = ids.find((id, i) => ids.indexOf(id) !== i);
  if (twice === undefined) return ids;
  throw refused(path, 'every name once', `${JSON.stringify(twice)} twice`, 'correct the list of names');
}

/**
 * The file of the latent of line `line`, counted from 0. The number in a file's name says which line is its own: the
 * release's evaluation against the autoencoder's own image sorts the files as texts (hr_0, hr_1, hr_10, ...) and names
 * them by their place in that order, so that from the third on its ids are those of other images.
 */
export function latentFile(part: LatentPart, line: number, { first }: Pick<CachedLatents, 'first'>): string {
  return `${part}_${line + first}.npy`;
}

function idOf(line: string): string {
  return basename(line.replaceAll('\\', '/')).replace(/\.(png|jpe?g|tiff?|bmp|npy)$/i, '');
}

/** Every line has its file, and every file its line. */
function assertWhole(
  folder: string,
  part: LatentPart,
  present: readonly string[],
  count: number,
  first: number,
): void {
  const found = present.flatMap((name) => new RegExp(`^${part}_(0|[1-9]\\d*)\\.npy$`).exec(name)?.[1] ?? []);
  const padded = present.find((name) => new RegExp(`^${part}_0\\d+\\.npy$`).test(name));
  const there = new Set(found.map(Number));
  const last = first + count - 1;
  const missing = Array.from({ length: count }, (_, i) => first + i).filter((i) => !there.has(i));
  const besides = [...there].filter((i) => i < first || i > last).sort((a, b) => a - b);
  if (missing.length + besides.length === 0) return;
  const files = (indices: readonly number[]) =>
    `${indices
      .slice(0, 3)
      .map((i) => `${part}_${i}.npy`)
      .join(', ')}${indices.length > 3 ? ` and ${indices.length - 3} more` : ''}`;
  const begin = Math.min(...there);
  const shifted =
    there.size === count && begin !== first && Array.from(there.keys()).every((i) => i < begin + count);
  throw refused(
    folder,
    `${part}_${first}.npy to ${part}_${last}.npy, one for each of the ${count} lines of ${NAMES}`,
    [
      ...(missing.length > 0 ? [`no ${files(missing)}`] : []),
      ...(besides.length > 0 ? [`${files(besides)} without a line`] : []),
      ...(padded === undefined ? [] : [`a number with zeros before it, ${padded}`]),
    ].join(', and '),
    shifted
      ? `declare "first": ${begin}`
      : padded !== undefined
        ? 'take the zeros out of the names'
        : missing.length > 0
          ? 'copy the whole folder again'
          : `copy the ${NAMES} that was written with these latents`,
  );
}

function refused(where: string, expected: string, got: string, remedy: string): InputError {
  return new InputError({ where, expected, got, remedy });
}
