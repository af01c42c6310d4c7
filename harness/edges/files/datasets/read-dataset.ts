import { createHash } from 'node:crypto';
import { checkSamples } from '../../../datasets/check-samples.ts';
import type { DatasetDeclaration, DatasetSample } from '../../../datasets/dataset.ts';
import { resolveDataset } from '../../../datasets/resolve-dataset.ts';
import { InputError } from '../../../numeric/input-error.ts';
import { readBytes } from '../read-bytes.ts';
import type { RememberedHashes } from '../remembered-hashes.ts';
import type { DatasetReader, SourceFile } from './dataset-reader.ts';

import { joinedReader } from './joined.ts';
import { phantomReader } from './phantom.ts';
import { pngFolderReader } from './png-folder.ts';
import { rawImagesReader } from './raw-images.ts';
import { realMrReader } from './real-mr.ts';
import { scoreTableReader } from './score-table.ts';

/** The files that a data set came from, none if it was made; their names are the same on every machine. */
export interface DatasetSource {
  readonly files: readonly { readonly path: string; readonly sha256: string; readonly bytes: number }[];
}

/**
 * Reads a data set. The hashes are of the very bytes that were decoded.
 * @param declaration plain JSON, as {@link resolveDataset} takes it
 * @param baseFolder the folder that a relative root starts from: the declaration's
 * @param where the declaration's place, for messages
 * @throws InputError when the declaration is wrong, a file is missing or damaged, partners are missing, an id
 * comes twice, sizes differ, or there are no images.
 */
export async function readDataset(
  declaration: unknown,
  baseFolder: string,
  where = 'dataset',
): Promise<{ samples: DatasetSample[]; source: DatasetSource }> {
  const { resolved, reader, files } = await locate(declaration, baseFolder, where);
  const hashes = new Map<string, DatasetSource['files'][number]>();
  const open = async (file: SourceFile) => {
    const bytes = await readBytes(file.path);
    hashes.set(file.name, entry(file, bytes));
    return bytes;
  };
  const samples = await reader.read(resolved, files, open, where);
  checkSamples(samples, where);
  return { samples, source: { files: files.map(({ name }) => hashes.get(name)!) } };
}

/**
 * Hashes the files of a data set without decoding them, which tells whether anything has changed.
 * @param hashes of files that were read before; all are read where there is none
 * @throws InputError when the declaration is wrong, a file is missing, or there are no files.
 */
export async function fingerprintDataset(
  declaration: unknown,
  baseFolder: string,
  where = 'dataset',
  hashes?: Pick<RememberedHashes, 'of'>,
): Promise<DatasetSource> {
  const { files } = await locate(declaration, baseFolder, where);
  const entries = [];
  for (const file of files) {
    const { name: path } = file;
    entries.push(
      hashes ? { path, ...(await hashes.of(file.path)) } : entry(file, await readBytes(file.path)),
    );
  }
  return { files: entries };
}

const readers = {
  'real-mr': realMrReader,
  folder: pngFolderReader,
  raw: rawImagesReader,
  joined: joinedReader,
  phantom: phantomReader,
  scores: scoreTableReader,
};

async function locate(declaration: unknown, baseFolder: string, where: string) {
  const resolved = resolveDataset(declaration, where);
  const reader = readers[resolved.kind] as DatasetReader<DatasetDeclaration>;
  const files = await reader.files(resolved, baseFolder, where);
  if (files.length === 0 && !reader.made) {
    throw new InputError({
      where,
      expected: 'at least one image file',
      got: `none in ${'root' in resolved ? resolved.root : resolved.kind}`,
      remedy: 'correct the root, or put the files there',
    });
  }
  return { resolved, reader, files };
}

function entry({ name }: SourceFile, bytes: Uint8Array): DatasetSource['files'][number] {
  return { path: name, sha256: createHash('sha256').update(bytes).digest('hex'), bytes: bytes.length };
}
