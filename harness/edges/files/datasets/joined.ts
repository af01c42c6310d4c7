import type { DatasetSample } from '../../../datasets/dataset.ts';
import type { JoinedSet } from '../../../datasets/joined.ts';
import type { DatasetReader, SourceFile } from './dataset-reader.ts';
import { rawImagesReader } from './raw-images.ts';

/** Reads one part after the other; a file's name begins with the root of its part. */
export const joinedReader: DatasetReader<JoinedSet> = {
  async files({ parts }, baseFolder, where) {
    const files: SourceFile[] = [];
    for (const part of parts) {
      const own = await rawImagesReader.files(part, baseFolder, where);
      files.push(...own.map(({ name, path }) => ({ name: `${part.root}/${name}`, path })));
    }
    // Two parts may take different slices of one file.
    return [...new Map(files.map((file) => [file.name, file])).values()];
  },
  async read({ parts }, files, open, where) {
    const samples: DatasetSample[] = [];
    for (const part of parts) {
      const begin = `${part.root}/`;
      const own = files
        .filter(({ name }) => name.startsWith(begin))
        .map((file) => ({ ...file, name: file.name.slice(begin.length) }));
      const opened = ({ name, path }: SourceFile) => open({ name: begin + name, path });
      samples.push(...(await rawImagesReader.read(part, own, opened, where)));
    }
    return samples;
  },
};
