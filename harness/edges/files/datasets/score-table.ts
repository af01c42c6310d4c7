import { resolve } from 'node:path';
import type { ScoreTable } from '../../../datasets/dataset.ts';
import { InputError } from '../../../numeric/input-error.ts';
import type { DatasetReader } from './dataset-reader.ts';

/** A table of scores has a file and no images. */
export const scoreTableReader: DatasetReader<ScoreTable> = {
  async files({ file }, baseFolder) {
    return [{ name: file, path: resolve(baseFolder, file) }];
  },
  async read(_declaration, _files, _open, where) {
    throw new InputError({
      where,
      expected: 'a data set with images',
      got: 'a table of scores',
      remedy: 'give the cells a method of the kind scores',
    });
  },
};
