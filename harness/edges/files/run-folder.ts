import { createHash } from 'node:crypto';
import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { canonicalJson, sha256 } from '../../pipeline/canonical.ts';
import type { RunFiles } from '../../study/ports.ts';
import { fileHash } from './asset-files.ts';
import { isAlive } from './process-alive.ts';

/** SHA-256 of the run's content and of its files, by which a rerun sees that nothing changed. */
interface Seal {
  readonly content: string;
  readonly files: Readonly<Record<string, string>>;
}

const SEAL = 'seal.json';

/**
 * Writes a run's files, each under a temporary name first, unless the folder holds this very content already.
 * @param content what the files follow from
 * @param render makes the files; not called where nothing changed
 * @returns whether something was written
 */
export async function writeRun(
  folder: string,
  content: unknown,
  render: () => Promise<RunFiles>,
): Promise<boolean> {
  const hash = sha256(canonicalJson(content));
  const seal = await sealOf(folder);
  if (seal?.content === hash && (await isWhole(folder, seal))) return false;
  const files = await render();
  await mkdir(folder, { recursive: true });
  const hashes: Record<string, string> = {};
  for (const [name, content] of Object.entries(files))
    hashes[name] = await replace(join(folder, name), content);
  await replace(join(folder, SEAL), JSON.stringify({ content: hash, files: hashes } satisfies Seal));
  // Pages of an earlier run that this one has not.
  for (const name of Object.keys(seal?.files ?? {}))
    if (!Object.hasOwn(hashes, name)) await rm(join(folder, basename(name)), { force: true });
  await sweep(folder);
  return true;
}

/** Removes what killed processes left unfinished. */
async function sweep(folder: string): Promise<void> {
  for (const name of await readdir(folder)) {
    const writer = /\.(\d+)\.unfinished$/.exec(name)?.[1];
    if (writer !== undefined && !isAlive(Number(writer))) await rm(join(folder, name), { force: true });
  }
}

/** Undefined where the folder has none that can be read. */
async function sealOf(folder: string): Promise<Seal | undefined> {
  try {
    return JSON.parse(await readFile(join(folder, SEAL), 'utf8')) as Seal;
  } catch {
    return undefined;
  }
}

async function isWhole(folder: string, { files }: Seal): Promise<boolean> {
  try {
    for (const [name, hash] of Object.entries(files)) {
      if ((await fileHash(join(folder, name))) !== hash) return false;
    }
    return true;
  } catch {
    return false;
  }
}

/** Writes a file in parts, whole or not at all; returns its hash. */
async function replace(file: string, content: string | Iterable<Uint8Array>): Promise<string> {
  const temporary = `${file}.${process.pid}.unfinished`;
  const hash = createHash('sha256');
  function* parts() {
    for (const part of typeof content === 'string' ? [Buffer.from(content)] : content) {
      hash.update(part);
      yield part;
    }
  }
  await writeFile(temporary, parts());
  await rename(temporary, file);
  return hash.digest('hex');
}
