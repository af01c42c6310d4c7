import { open } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { DatasetDeclaration } from '../../../datasets/dataset.ts';
import { parseHeader, readHeader } from '../images/npy.ts';
import { readPngHeader } from '../images/png-header.ts';

/** No header of interest is longer. */
const HEADER = 512;

/**
 * The side of a set's HR images by its declaration or the head of its first file, for estimates; undefined where
 * neither tells without decoding, or images are not square.
 * @param first the path of its first file below `root`
 */
export async function sideOf(
  set: DatasetDeclaration,
  location: string,
  first: string | undefined,
): Promise<number | undefined> {
  if (set.kind === 'phantom') return set.size;
  // All parts of a joined set have one size.
  const raw = set.kind === 'joined' ? set.parts[0] : set.kind === 'raw' ? set : undefined;
  if (raw?.patches) return raw.patches.side;
  if (raw?.size) return equal(raw.size['height'], raw.size['width']);
  if (set.kind !== 'folder' && set.kind !== 'raw') return undefined;
  if (first === undefined) return undefined;
  try {
    const path = resolve(location, set.root, first);
    const head = await headOf(path);
    if (path.endsWith('.png')) {
      const { height, width } = readPngHeader(head, path);
      return equal(height, width);
    }
    if (!path.endsWith('.npy')) return undefined;
    return equal(...(parseHeader(readHeader(head, path).header, path).shape.slice(-2) as [number, number]));
  } catch {
    // Reading the set will say what is wrong with it.
    return undefined;
  }
}

function equal(height: unknown, width: unknown): number | undefined {
  return height === width && typeof height === 'number' ? height : undefined;
}

async function headOf(path: string): Promise<Uint8Array> {
  const file = await open(path);
  try {
    const { buffer, bytesRead } = await file.read(new Uint8Array(HEADER), 0, HEADER, 0);
    return buffer.subarray(0, bytesRead);
  } finally {
    await file.close();
  }
}
