import { createHash } from 'node:crypto';
import {
  createReadStream,
  createWriteStream,
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { Readable, Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { InputError } from '../../numeric/input-error.ts';
import type { Asset, AssetFile } from './assets.ts';
import { packageAddress } from './package-index.ts';
import { unpack } from './unpack.ts';
import type { Workspace } from './workspace.ts';

/** A file as it lies in the assets folder. */
export interface Fetched {
  readonly name: string;
  readonly sha256: string;
  readonly size: number;
  /** What the hash was checked against. */
  readonly checked: 'published' | 'prefix' | 'pinned' | 'pinned now';
}

/**
 * Fetches an asset's files to its folder. A fetch that broke off goes on where it stopped. A file stands under
 * its name only when its hash was checked: against the published one, the prefix in its name, or the one that
 * the first fetch pinned.
 * @param tell called with a line for people as the work goes on
 * @throws InputError when nothing can be fetched, the source does not answer, or a hash differs.
 */
export async function fetchAsset(
  { assets }: Workspace,
  asset: Asset,
  tell: (line: string) => void,
): Promise<readonly Fetched[]> {
  if (asset.files.length === 0) {
    throw failure(asset.id, 'files to fetch', 'none', `follow ${asset.source}`);
  }
  const folder = join(assets, asset.id);
  const fetched: Fetched[] = [];
  for (const file of asset.files) {
    const path = join(folder, file.name);
    if (!existsSync(path)) {
      const url = await packageAddress(file.url, file.name);
      tell(`fetching ${url}`);
      await download({ ...file, url }, path, tell);
    }
    fetched.push(await accepted(folder, file, existsSync(path) ? path : `${path}.part`));
    if (!existsSync(path)) renameSync(`${path}.part`, path);
  }
  if (asset.unpack !== null) await unpack(join(folder, asset.files[0]!.name), asset.unpack, folder);
  return fetched;
}

/** Fetches to `PATH.part`; what the source called that version stands beside it, so that two are never joined. */
async function download({ url, name }: AssetFile, path: string, tell: (line: string) => void): Promise<void> {
  const part = `${path}.part`;
  const version = `${part}.etag`;
  const have = existsSync(part) ? statSync(part).size : 0;
  const known = existsSync(version) ? readFileSync(version, 'utf8') : undefined;
  const headers = have > 0 && { range: `bytes=${have}-`, ...(known !== undefined && { 'if-range': known }) };
  const byHand = `try again, or put the file at ${path} by hand`;
  let response: Response;
  try {
    response = await fetch(url, headers ? { headers } : {});
  } catch (error) {
    throw failure(name, `an answer from ${url}`, reasonOf(error), byHand);
  }
  // 416: there is nothing behind what is here already.
  if (response.status === 416) return;
  if (!response.ok || !response.body) {
    throw failure(name, `the file at ${url}`, `status ${response.status}`, byHand);
  }
  const goesOn = response.status === 206;
  const etag = response.headers.get('etag');
  try {
    mkdirSync(dirname(path), { recursive: true });
    if (etag?.startsWith('"')) writeFileSync(version, etag);
    else rmSync(version, { force: true });
    const length = Number(response.headers.get('content-length') ?? Number.NaN);
    await pipeline(
      Readable.fromWeb(response.body as never),
      progress(name, goesOn ? have : 0, length + (goesOn ? have : 0), tell),
      createWriteStream(part, { flags: goesOn ? 'a' : 'w' }),
    );
  } catch (error) {
    throw failure(
      name,
      'the whole file',
      reasonOf(error),
      'run the command again: it goes on where it stopped',
    );
  }
}

/** Passes bytes on and tells of every tenth of a large file. */
function progress(name: string, have: number, whole: number, tell: (line: string) => void): Transform {
  const step = Math.max(whole / 10, 20e6);
  let done = have;
  return new Transform({
    transform(chunk: Uint8Array, _encoding, next) {
      const before = Math.floor(done / step);
      done += chunk.length;
      if (Math.floor(done / step) > before)
        tell(`${name}: ${Math.round(done / 1e6)} of ${Math.round(whole / 1e6)} MB`);
      next(null, chunk);
    },
  });
}

/** Checks a file; a fetched one whose hash is wrong is removed, one that somebody put there is not. */
async function accepted(folder: string, file: AssetFile, path: string): Promise<Fetched> {
  const { name } = file;
  const { size } = statSync(path);
  const hash = createHash('sha256');
  await pipeline(createReadStream(path), hash);
  const sha256 = hash.digest('hex');
  const pin = join(folder, `${name}.sha256`);
  const pinned = existsSync(pin) ? readFileSync(pin, 'utf8').trim() : null;
  const expected = file.sha256 ?? pinned;
  const right =
    (expected === null || expected === sha256) &&
    (file.sha256Prefix === null || sha256.startsWith(file.sha256Prefix)) &&
    (file.size === null || file.size === size);
  if (!right) {
    const fetched = path.endsWith('.part');
    if (fetched) for (const gone of [path, `${path}.etag`]) rmSync(gone, { force: true });
    const wanted = expected ?? file.sha256Prefix;
    throw failure(
      name,
      `SHA-256 ${wanted}${file.size === null ? '' : ` and ${file.size} bytes`}`,
      `${sha256} and ${size} bytes`,
      fetched ? 'run the command again' : `put that file at ${path}, or remove it and run the command again`,
    );
  }
  rmSync(`${path}.etag`, { force: true });
  if (pinned === null) writeFileSync(pin, `${sha256}\n`);
  const checked = file.sha256 ? 'published' : pinned ? 'pinned' : file.sha256Prefix ? 'prefix' : 'pinned now';
  return { name, sha256, size, checked };
}

function failure(where: string, expected: string, got: string, remedy: string): InputError {
  return new InputError({ where, expected, got, remedy });
}

function reasonOf(error: unknown): string {
  const cause = (error as { cause?: { code?: string } }).cause?.code;
  return cause ?? (error as Error).message;
}
