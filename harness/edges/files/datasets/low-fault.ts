import { basename, resolve } from 'node:path';
import type { PngFolder } from '../../../datasets/dataset.ts';
import { oneValue, unlikeHigh } from '../../../datasets/unlike-high.ts';
import { InputError } from '../../../numeric/input-error.ts';
import { evenlySpaced } from '../../../pipeline/evenly-spaced.ts';
import { decodePng } from '../images/png.ts';
import { readBytes } from '../read-bytes.ts';

/** HR images that are opened beside their LR images before anything runs. */
const COMPARED = 32;

/**
 * What is wrong with the LR images that lie beside a folder's HR images, if anything. All LR images are opened; those
 * of one value and {@link COMPARED} others are held against their HR images.
 * @param files names of the set's files, from its root
 * @param where the declaration, for the message
 */
export async function lowFault(
  { root, split }: PngFolder,
  location: string,
  files: readonly string[],
  where: string,
): Promise<InputError | undefined> {
  const own = files.filter((name) => name.startsWith(`${split}/lr/`));
  const image = async (name: string) => decodePng(await readBytes(resolve(location, root, name)), name);
  const high = new Map(
    files.filter((name) => name.startsWith(`${split}/hr/`)).map((name) => [stemOf(name), name]),
  );
  const compared = new Set(evenlySpaced(own, COMPARED));
  const unlike: { readonly name: string; readonly how: string }[] = [];
  for (const name of own) {
    const low = await image(name);
    if (!compared.has(name) && oneValue(low) === undefined) continue;
    const how = unlikeHigh(low, await image(high.get(stemOf(name))!));
    if (how !== undefined) unlike.push({ name, how });
  }
  const [first] = unlike;
  if (!first) return undefined;
  return new InputError({
    where,
    expected: 'LR images that show what their HR images do',
    got: `${unlike.length} of ${own.length} that do not, first ${root}/${first.name}, which is ${first.how}`,
    remedy: `copy ${root}/${split}/lr again, or make it anew from the download (latent-sr prepare)`,
  });
}

function stemOf(name: string): string {
  return basename(name).replace(/\.png$/i, '');
}
