import { createHash } from 'node:crypto';
import { createReadStream, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { InputError } from '../../numeric/input-error.ts';
import { sha256 } from '../../pipeline/canonical.ts';
import { unreadable } from './read-bytes.ts';

/** A file of an asset as stages know it. */
export interface HashedFile {
  /** Its path in the stage's location. */
  readonly name: string;
  readonly sha256: string;
}

/**
 * The paths of an asset's files.
 * @throws InputError when a file is missing or is not the one whose hash is known.
 */
export function checkedPaths(folder: string, files: readonly HashedFile[]): readonly string[] {
  return files.map(({ name, sha256: expected }) => {
    const path = join(folder, name);
    let found: string;
    try {
      found = sha256(readFileSync(path));
    } catch (error) {
      throw unreadable(path, error, 'a file of an asset');
    }
    if (found === expected) return path;
    throw new InputError({
      where: path,
      expected: 'the file that was there when the run was planned',
      got: 'another',
      remedy: 'let nothing change the assets during a run, and run the command again',
    });
  });
}

/** The SHA-256 of a file, which is never held whole. */
export async function fileHash(path: string): Promise<string> {
  const hash = createHash('sha256');
  for await (const chunk of createReadStream(path)) hash.update(chunk as Uint8Array);
  return hash.digest('hex');
}
