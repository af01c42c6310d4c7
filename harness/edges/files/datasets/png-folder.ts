import { existsSync } from 'node:fs';
import { basename, extname, join, resolve } from 'node:path';
import type { DatasetSample, PngFolder } from '../../../datasets/dataset.ts';
import { compilePattern, subjectOf } from '../../../datasets/subject.ts';
import { InputError } from '../../../numeric/input-error.ts';
import { decodePng } from '../images/png.ts';
import type { DatasetReader, SourceFile } from './dataset-reader.ts';
import { listFiles } from './list-files.ts';

/** Reads HR images with their partners; the stem, not the position, says what belongs together. */
export const pngFolderReader: DatasetReader<PngFolder> = {
  async files({ root, split, partners, optional }, baseFolder, where) {
    const home = resolve(baseFolder, root);
    const listed = new Map<string, SourceFile[]>();
    const list = (part: string) => listFiles(home, `${split}/${part}`, /\.png$/i, { recursive: false });
    for (const part of ['hr', ...partners]) listed.set(part, await list(part));
    for (const part of optional.filter((name) => existsSync(join(home, split, name)))) {
      const files = await list(part);
      if (files.length > 0) listed.set(part, files);
    }
    const [reference, ...others] = listed.entries();
    for (const other of others) assertPaired(reference, other, where);
    return [...listed.values()].flat();
  },
  async read({ split, subject }, files, open, where) {
    const pattern = compilePattern(subject, where);
    const image = async (file: SourceFile) => decodePng(await open(file), file.path);
    const partner = new Map(files.map((file) => [`${folderOf(file)}/${stemOf(file)}`, file]));
    const samples: DatasetSample[] = [];
    for (const file of files.filter((candidate) => folderOf(candidate) === `${split}/hr`)) {
      const id = stemOf(file);
      const lr = partner.get(`${split}/lr/${id}`);
      const mask = partner.get(`${split}/seg_masks/${id}`);
      samples.push({
        id,
        subject: subjectOf(id, pattern, file.path),
        image: await image(file),
        ...(lr && { lowResolution: await image(lr) }),
        ...(mask && { mask: await image(mask) }),
      });
    }
    return samples;
  },
};

function assertPaired(
  [referencePart, reference]: [string, SourceFile[]],
  [otherPart, other]: [string, SourceFile[]],
  where: string,
): void {
  const missing = (part: string, have: SourceFile[], want: SourceFile[]) => {
    const stems = new Set(have.map(stemOf));
    return want
      .map(stemOf)
      .filter((stem) => !stems.has(stem))
      .map((stem) => `${part}/${stem}.png`);
  };
  const all = [...missing(otherPart, other, reference), ...missing(referencePart, reference, other)];
  if (all.length === 0) return;
  throw new InputError({
    where,
    expected: `a partner in ${otherPart} for every image in ${referencePart}, and the other way round`,
    got: `no ${all.slice(0, 5).join(', ')}${all.length > 5 ? ` and ${all.length - 5} more` : ''}`,
    remedy: 'add the missing files or take their partners out',
  });
}

function stemOf({ name }: SourceFile): string {
  return basename(name, extname(name));
}

function folderOf({ name }: SourceFile): string {
  return name.slice(0, name.lastIndexOf('/'));
}
