import { mkdir, readdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Image } from '../../../numeric/image.ts';
import { InputError } from '../../../numeric/input-error.ts';
import { writeImage } from '../images/write-image.ts';
import { readBytes } from '../read-bytes.ts';
import { rawImagesReader, rawSamples } from './raw-images.ts';
import type { PreparedSource } from './source-of.ts';

/** What was written. */
export interface PreparedImages {
  readonly images: number;
  readonly subjects: number;
  readonly files: number;
  /** The folders of the split: `hr`, and `lr` and `seg_masks` where there are some. */
  readonly parts: readonly string[];
}

/**
 * Writes raw images as `<out>/<split>/<hr, lr, seg_masks>/<id>.png`, one volume in memory at a time: of 8 bits where
 * these hold all values, else of 16. They lie there once all of them are made; what a kill leaves begins with a dot.
 * @throws InputError when a file is missing or damaged, an id comes twice, a folder cannot be written, or holds images
 * of another preparation.
 */
export async function prepareImages(
  { raw }: PreparedSource,
  out: string,
  split: string,
): Promise<PreparedImages> {
  const where = `data set ${raw.id}`;
  const files = await rawImagesReader.files(raw, '/', where);
  const ids = new Set<string>();
  const subjects = new Set<string>();
  const parts = new Set<string>();
  const making = join(out, `.${split}-in-the-making`);
  await rm(making, { recursive: true, force: true });
  const write = async (part: string, id: string, image: Image) => {
    const folder = join(making, part);
    if (!parts.has(part)) await mkdir(folder, { recursive: true });
    parts.add(part);
    await writeImage(image, join(folder, `${id}.png`), bitsOf(image));
  };
  try {
    for await (const { id, subject, image, lowResolution, mask } of rawSamples(
      raw,
      files,
      ({ path }) => readBytes(path),
      where,
    )) {
      if (ids.has(id)) {
        throw new InputError({
          where,
          expected: 'every id once',
          got: `${JSON.stringify(id)} twice`,
          remedy: 'give the name more groups of the pattern',
        });
      }
      ids.add(id);
      subjects.add(subject);
      await write('hr', id, image);
      if (lowResolution) await write('lr', id, lowResolution);
      if (mask) await write('seg_masks', id, mask);
    }
    for (const part of parts) await assertSame(join(out, split, part), ids);
    for (const part of parts) {
      const folder = join(out, split, part);
      await rm(folder, { recursive: true, force: true });
      await mkdir(join(out, split), { recursive: true });
      await rename(join(making, part), folder);
    }
  } finally {
    await rm(making, { recursive: true, force: true });
  }
  return { images: ids.size, subjects: subjects.size, files: files.length, parts: [...parts] };
}

/** Images of another split or procedure that stay beside the new ones would be taken for images of the set. */
async function assertSame(folder: string, ids: ReadonlySet<string>): Promise<void> {
  const there = await readdir(folder).catch(() => []);
  const others = there.filter((name) => !name.startsWith('.') && !ids.has(name.replace(/\.png$/, '')));
  if (others.length === 0) return;
  throw new InputError({
    where: folder,
    expected: 'no other images than those of this preparation',
    got: `${others.length} others, as ${others[0]}`,
    remedy: 'take the folder away, or name another with --out',
  });
}

/** 8 where the values are parts of 255, but for the last digits of a division. */
function bitsOf({ data }: Image): 8 | 16 {
  return data.every((value) => Math.abs(value * 255 - Math.round(value * 255)) < 1e-9) ? 8 : 16;
}
