import { mkdir } from 'node:fs/promises';
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
 * these hold all values, else of 16.
 * @throws InputError when a file is missing or damaged, an id comes twice, or a folder cannot be written.
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
  const write = async (part: string, id: string, image: Image) => {
    const folder = join(out, split, part);
    if (!parts.has(part)) await mkdir(folder, { recursive: true });
    parts.add(part);
    await writeImage(image, join(folder, `${id}.png`), bitsOf(image));
  };
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
  return { images: ids.size, subjects: subjects.size, files: files.length, parts: [...parts] };
}

/** 8 where the values are parts of 255, but for the last digits of a division. */
function bitsOf({ data }: Image): 8 | 16 {
  return data.every((value) => Math.abs(value * 255 - Math.round(value * 255)) < 1e-9) ? 8 : 16;
}
