import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { InputError } from '../../numeric/input-error.ts';
import { withFile } from './weights/source.ts';
import { openArchive } from './weights/zip.ts';

/** Bytes of an archive that are unpacked at most; the published ones hold less than a gigabyte. */
const LARGEST = 2 ** 31 - 1;

/**
 * Takes files out of an archive (`.tar.gz` and `.tgz`, else zip, as a wheel is) and lays them in a folder, each under
 * the last part of its name. Those that lie there stay as they are.
 * @param names as they stand in the archive, or the end of it after a `/`
 * @throws InputError when the archive is damaged, or has no such file or several.
 */
export async function unpack(archive: string, names: readonly string[], folder: string): Promise<void> {
  const missing = names.filter((name) => !existsSync(join(folder, basename(name))));
  if (missing.length === 0) return;
  if (/\.(tar\.gz|tgz)$/.test(archive)) {
    const files = await tarFiles(archive);
    take([...files.keys()], (name) => files.get(name)!);
  } else {
    withFile(archive, (source) => {
      const files = openArchive(source, LARGEST);
      take(files.names, (name) => files.read(name));
    });
  }

  function take(entries: readonly string[], read: (entry: string) => Uint8Array): void {
    for (const name of missing) {
      const exact = entries.filter((entry) => entry === name);
      const found = exact.length > 0 ? exact : entries.filter((entry) => entry.endsWith(`/${name}`));
      if (found.length !== 1) {
        const got = found.length === 0 ? `${entries.length} others` : found.join(', ');
        throw refusal(
          archive,
          `an archive with one ${name}`,
          got,
          'name it with its folder, or fetch it again',
        );
      }
      const to = join(folder, basename(name));
      writeFileSync(`${to}.part`, read(found[0]!));
      renameSync(`${to}.part`, to);
    }
  }
}

/** The regular files of a gzipped tar archive: links and devices are passed over. */
async function tarFiles(archive: string): Promise<ReadonlyMap<string, Uint8Array>> {
  const { parseTar } = await import('nanotar');
  try {
    // A copy, since the parser reads a buffer from its beginning.
    const tar = Uint8Array.from(gunzipSync(readFileSync(archive), { maxOutputLength: LARGEST }));
    // One that ends within a file throws.
    const entries = parseTar(tar).filter(({ type }) => type === 'file');
    return new Map(entries.map(({ name, data }) => [name, data!]));
  } catch (error) {
    throw refusal(archive, 'an undamaged archive', (error as Error).message, 'fetch it again');
  }
}

function refusal(where: string, expected: string, got: string, remedy: string): InputError {
  return new InputError({ where, expected, got, remedy });
}
